"""A dashboard as a file to hand on: a page of HTML that fetches nothing, and a PDF."""
