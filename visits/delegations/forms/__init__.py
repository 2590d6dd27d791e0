"""Forms of delegations: the case, its list, the roster, parties, handover."""
