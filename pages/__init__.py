"""The screens: each reads its state, queries, draws, and calls one verb."""
