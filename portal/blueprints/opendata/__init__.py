"""Open data: what is public of services, in files and answers that programs read."""
