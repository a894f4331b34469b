"""Pages of reviews: they read the request, call one query or action, and answer."""
