"""Readers write to those behind a record; neither side learns the other's address unasked."""
