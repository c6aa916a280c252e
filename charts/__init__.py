"""Charts as pure functions: a small DataFrame in, an Altair chart and its words out."""
