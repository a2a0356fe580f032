"""The questions as a file to answer without a connection, and such a file as a draft."""
