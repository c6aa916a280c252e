"""How articles come in: one small codec a format, chosen by what the bytes are."""
