"""Forms of the planner: what is to be looked at (GET), and keeping what was seen (POST)."""
