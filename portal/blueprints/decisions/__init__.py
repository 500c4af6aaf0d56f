"""Decisions and the actions they lead to."""
