"""States of reviews and cycles, and who sees whose words when."""
