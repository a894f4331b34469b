"""Adding and removing hooks, storing what happened for them, and sending it."""
