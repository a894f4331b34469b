"""Documents that the program executes: roles, retention."""
