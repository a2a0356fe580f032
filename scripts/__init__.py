"""What stands behind the Makefile: only the standard library, for nothing is installed yet."""
