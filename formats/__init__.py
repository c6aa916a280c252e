"""Codecs that turn bytes into articles and annotations into bytes, and back."""
