"""Colours and how they are seen: the palettes, and what any colour of a tag must keep to."""
