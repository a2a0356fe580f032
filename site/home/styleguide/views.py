"""The styleguide: every component of templates/components/ with sample data."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.styleguide.samples import samples


@never_cache
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """One page in the active language."""
    for level in (messages.SUCCESS, messages.WARNING, messages.ERROR):
        messages.add_message(request, level, f"A message of level {level}.")
    return render(request, "styleguide/page.html", samples(get_language() or "en"))
