"""How Elasticsearch is, at the first page of the admin, where something is wrong with it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from search.health import Health, State

SENTENCES = {
    State.BEHIND: _("Elasticsearch has yet to take in too much. The database answers searches."),
    State.BUILDING: _("The index in Elasticsearch is being built. The database answers searches."),
    State.MISSING: _("There is no index in Elasticsearch. The database answers searches."),
    State.FAILING: _(
        "Elasticsearch does not take in changes. Searches leave these out for a minute at most,"
        " then the database answers."
    ),
}


class ElasticsearchPanel(Component):
    """For administrators: the state, what waits, what the server said."""

    name = "elasticsearch"
    template_name = "search/admin/elasticsearch_panel.html"
    order = 55

    def __init__(self, health: Health) -> None:
        super().__init__()
        self.health = health

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """As the template wants it."""
        return {"health": self.health, "sentence": SENTENCES[self.health.state]}
