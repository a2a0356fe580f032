"""What a change of a term brings with it."""

from typing import Any

from django.apps import apps
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_delete, post_save

from taxonomy import version
from taxonomy.models import Coded, Term


def new_version(**kwargs: Any) -> None:
    """A term was stored or deleted: labels must be read again, in every process."""
    version.bump()


def delete_translations(sender: type[Term], instance: Term, **kwargs: Any) -> None:
    """Without its English row a term does not exist."""
    if instance.is_canonical:
        sender._default_manager.filter(translation_key=instance.translation_key).delete()


def connect() -> None:
    """Connect the receivers, once, when all models are known."""
    request_started.connect(version.begin_request, dispatch_uid="vocabularies_begin")
    request_finished.connect(version.end_request, dispatch_uid="vocabularies_end")
    for model in apps.get_app_config("taxonomy").get_models():
        if not issubclass(model, Coded):
            continue
        uid = f"vocabularies_{model.__name__}"
        post_save.connect(new_version, sender=model, dispatch_uid=uid)
        post_delete.connect(new_version, sender=model, dispatch_uid=uid)
        if issubclass(model, Term):
            post_delete.connect(delete_translations, sender=model, dispatch_uid=f"{uid}_rows")
