"""What the pages of a levelling show."""
