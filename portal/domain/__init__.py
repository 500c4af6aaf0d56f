"""Rules, states and arithmetic of the field, in the standard library alone."""
