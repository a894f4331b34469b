"""Pure answers about letters, time and progress."""
