"""Measuring the search engine beside others, and trials of it under many writers and kills.

`manage.py bench_search` and the `make trial-…` targets lead here; docs/performance.md has the
figures.
"""
