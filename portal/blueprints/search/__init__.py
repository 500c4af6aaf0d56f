"""Search: one box over services, organisations, pathways and guidance."""
