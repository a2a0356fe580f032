"""What a representative typed into the form, and the page it becomes."""

from practices.answers.declared import Answers
from practices.answers.from_page import from_page
from practices.answers.terms import settle_terms
from practices.answers.to_page import to_page

__all__ = ["Answers", "from_page", "settle_terms", "to_page"]
