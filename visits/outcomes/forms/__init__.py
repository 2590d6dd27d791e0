"""Forms of the record, of promises, gifts, photographs and press links."""
