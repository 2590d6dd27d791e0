"""Tools with no business in them; they import no capability."""
