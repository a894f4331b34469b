"""What the trail says of this app."""
