"""Real servers for the tests, started for a run and gone after it."""
