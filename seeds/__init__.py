"""The tag set and the demo project that a new workbench starts with."""
