"""What is public of a site, which programmes are typical, and the steps of the request form."""
