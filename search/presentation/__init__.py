"""What the search page, the lists of records and the interface show, ready for templates."""
