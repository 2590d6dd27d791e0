"""Forms of programmes: stops, what is done with them, days, overrides, releases."""
