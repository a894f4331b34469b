"""What the organisation has switched on, and what was agreed about personal data."""
