"""Local teams: who sits in them and where they stand."""
