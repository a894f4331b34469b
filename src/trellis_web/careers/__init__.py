"""Where one can go: the map of every line, the directory of roles, and how promotion works."""
