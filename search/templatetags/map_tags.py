"""What a map is drawn on."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def map_tiles() -> dict[str, str]:
    """Address and credit of the pictures below a map; both empty where it has our own shapes."""
    return {
        "address": settings.MEYDAN_MAP_TILES,
        "credit": settings.MEYDAN_MAP_CREDIT if settings.MEYDAN_MAP_TILES else "",
    }
