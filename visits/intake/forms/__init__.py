"""Forms of requests: typing in, small acts, decisions with their letters, the inbox's filter."""
