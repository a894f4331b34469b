"""Roles, grants and scopes; who may see and do what."""
