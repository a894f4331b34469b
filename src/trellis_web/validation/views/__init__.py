"""Pages of panels: setting one up, answering, results."""
