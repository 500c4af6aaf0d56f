"""Gaps: where help is, where somebody looked and found none, where nobody looked."""
