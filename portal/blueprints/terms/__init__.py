"""The office's own words of the taxonomy, beside those of the field."""
