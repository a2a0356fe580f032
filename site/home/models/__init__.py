"""The shell of the site: home, sections, plain pages, collections, the union's bodies."""

from home.models.body import UnionBodyPage
from home.models.collection import CollectionPage
from home.models.home import HomePage
from home.models.introduction import Introduction
from home.models.section import SectionPage
from home.models.standard import StandardPage

__all__ = [
    "CollectionPage",
    "HomePage",
    "Introduction",
    "SectionPage",
    "StandardPage",
    "UnionBodyPage",
]
