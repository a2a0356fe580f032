"""Whether records can be taken away as PDF."""

from django import template

from search.pdf import libraries

register = template.Library()


@register.simple_tag
def pdf_is_offered() -> bool:
    """Whether the system has what PDFs are made with."""
    return not libraries.missing()
