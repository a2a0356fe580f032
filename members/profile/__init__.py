"""A municipality's own profile: what its lead proposes, and what the union makes of it."""
