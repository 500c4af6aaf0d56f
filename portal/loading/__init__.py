"""What is loaded from files: the baseline of 2017, and the demonstration."""
