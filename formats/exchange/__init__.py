"""The only part of formats that sees models: what was read becomes rows, and rows become exports."""
