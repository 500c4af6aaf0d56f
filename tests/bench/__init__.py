"""Measures what the portal costs; `make bench` writes docs/performance.md."""
