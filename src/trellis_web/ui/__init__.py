"""Base templates, components, home and team pages."""
