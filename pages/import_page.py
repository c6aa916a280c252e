"""Placeholder; the engineer of this page overwrites it."""
