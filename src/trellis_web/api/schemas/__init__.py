"""What goes in and out as JSON: `base` for all of it, then one file for each subject."""
