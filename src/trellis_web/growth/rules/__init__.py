"""Rules about evidence, endorsements and metric files."""
