"""Figures with their sources, beside what was found in 2017."""
