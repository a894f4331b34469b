"""Pages about frameworks: the reader for everyone, the administration for HR."""
