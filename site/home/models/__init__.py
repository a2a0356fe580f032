"""The shell of the site: home, sections, plain pages, the union's bodies."""

from home.models.body import UnionBodyPage
from home.models.home import HomePage
from home.models.section import SectionPage
from home.models.standard import StandardPage

__all__ = ["HomePage", "SectionPage", "StandardPage", "UnionBodyPage"]
