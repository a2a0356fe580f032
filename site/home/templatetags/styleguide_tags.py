"""Frames for the samples of the styleguide."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

register = template.Library()


@register.simple_block_tag
def sample(content: str, name: str) -> SafeString:
    """A component under its name, which is the file's in templates/components/."""
    return format_html(
        '<section class="sample" aria-labelledby="sample-{0}">'
        '<h2 class="sample__name" id="sample-{0}"><code dir="ltr">{1}</code></h2>{2}</section>',
        slugify(name),
        name,
        content,
    )
