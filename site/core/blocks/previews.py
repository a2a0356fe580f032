"""Sample values for the block picker that stand in the database."""

from django.apps import apps
from django.db.models import Model


def first(model: str) -> Model | None:
    """Any row of a model, to show a block with; `None` while there is none."""
    found: Model | None = apps.get_model(model)._default_manager.order_by("pk").first()
    return found
