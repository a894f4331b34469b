"""Pages about careers."""
