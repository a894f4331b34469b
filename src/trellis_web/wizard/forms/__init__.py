"""What people send while they set a framework up."""
