"""Entry points: a page for each theme, compact, objective, city and country, and their lists."""
