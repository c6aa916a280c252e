"""How articles say whom they have something from: one file of phrases a language."""
