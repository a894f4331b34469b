"""Facts per person and move, the stored table, its set-based refresh."""
