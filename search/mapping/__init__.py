"""Records, and whatever else stands at cities, as places: a list by country, and a map of it."""
