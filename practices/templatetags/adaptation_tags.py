"""Who adapts what, on public pages."""

from django import template
from django.utils.translation import get_language

from core.models import KnowledgePage
from practices.adaptations.listing import Adapted, by_organisation, of_practice
from practices.models import Adaptation
from taxonomy.models import Organisation

register = template.Library()


@register.simple_tag
def adaptations_of(page: KnowledgePage) -> list[Adaptation]:
    """Who adapts a practice; one query."""
    return of_practice(page.record_key)


@register.simple_tag
def adapted_by(organisation: Organisation | None) -> list[Adapted]:
    """What a municipality adapts; one query."""
    return by_organisation(organisation, get_language() or "en") if organisation else []
