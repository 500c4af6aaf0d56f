"""The rooms: one folder per feature, with the same furniture in each."""
