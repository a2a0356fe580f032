"""The demonstration content: read from `home/demo/*.toml`, added where it is missing."""
