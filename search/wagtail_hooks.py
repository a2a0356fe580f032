"""What the admin says of search."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from search.health import health
from search.panels import SENTENCES, ElasticsearchPanel


@hooks.register("construct_homepage_panels")
def tell_of_elasticsearch(request: HttpRequest, panels: list[Any]) -> None:
    """Tell administrators where something is wrong."""
    if request.user.is_superuser and (found := health()).state in SENTENCES:
        panels.append(ElasticsearchPanel(found))
