"""Measurements: what pages and checks cost with a small and with a large archive."""
