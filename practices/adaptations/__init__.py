"""A city adapts another city's practice: recorded by it, shown at both, told to the source."""
