"""All results of a search as a file, written while they are read."""
