"""The data model: what the workbench knows, the rules it keeps, and the verbs that change it."""
