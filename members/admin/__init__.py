"""Where the union looks after the people of its members."""
