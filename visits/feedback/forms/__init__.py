"""Forms of guests, of hosts, and of officers who enter what these told them."""
