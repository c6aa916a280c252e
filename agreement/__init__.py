"""How far reviewers agree: coefficients as pure functions, each with the paper it comes from."""
