"""Home, team and search pages, and the pages for what went wrong."""
