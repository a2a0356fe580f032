"""Copies of an installation, database and files, taken while it runs; and the way back."""
