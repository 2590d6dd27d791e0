"""Floor 0: tools with no business in them. Nothing here imports a capability."""
