"""Evidence, confirmations, endorsements, metrics."""
