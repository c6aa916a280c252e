"""The HTTP contract: saving annotations, texts, articles, exports, health."""
