"""What the pages about careers show."""
