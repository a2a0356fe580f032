"""Pages of the admin around translations."""
