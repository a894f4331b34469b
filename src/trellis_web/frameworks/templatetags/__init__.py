"""Tags of pages about frameworks."""
