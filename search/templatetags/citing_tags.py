"""The citation of a record on its page."""

from django import template
from django.template.context import Context

from core.models import KnowledgePage
from search.citing import Citation, of_page

register = template.Library()


@register.simple_tag(takes_context=True)
def citation(context: Context, page: KnowledgePage) -> Citation:
    """How the page is cited; asks the database nothing."""
    return of_page(page, context["request"])
