"""Records that mean nothing, made by the thousand for trials; never part of a site's content."""
