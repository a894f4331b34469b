"""What home and team pages say, computed from facts and the framework alone."""
