"""How often a tag occurs, and how sure that is: pure functions over counts of readings."""
