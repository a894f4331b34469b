"""Drafts, published versions, the reader."""
