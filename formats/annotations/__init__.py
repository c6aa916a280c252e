"""Annotations on their way out: one small codec a format, all over the same `Dataset`.

A codec is a module with `NAME`, `MEDIA_TYPE`, `SUFFIX`, `CARRIES_NOT` (what it cannot carry) and
`write(dataset, options)`, which yields bytes as it goes and never holds the whole.
"""
