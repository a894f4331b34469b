"""What the home, team and search pages read, over many apps."""
