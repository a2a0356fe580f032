"""Case studies and the projects behind them."""

from practices.models.practice import PracticePage
from practices.models.project import ProjectPage

__all__ = ["PracticePage", "ProjectPage"]
