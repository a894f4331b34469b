"""JSON adapters over the same forms and actions."""
