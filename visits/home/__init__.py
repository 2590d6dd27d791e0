"""The staff's first page: who comes, what must be done today, how the year goes."""
