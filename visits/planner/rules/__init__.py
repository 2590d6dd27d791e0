"""Deciding on plain values: where stops go, what fits, which template is the best."""
