"""Finds records that tell of the same, before they are submitted twice."""

from practices.similar.finding import Similar, similar, similar_to

__all__ = ["Similar", "similar", "similar_to"]
