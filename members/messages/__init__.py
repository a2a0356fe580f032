"""The conversation between a municipality and the union: written, read, told by mail."""
