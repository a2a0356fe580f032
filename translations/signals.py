"""What happens to pages, as far as their translations are concerned."""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import copy_for_translation_done, page_published, page_unpublished

from core.models import KnowledgePage
from core.signals import periodic
from translations import review_menu  # noqa: F401 - importing registers
from translations.healing import heal
from translations.memory import remember
from translations.models import RecordTranslation
from translations.publishing import give_facts, take_over, take_over_missed
from translations.states import begin, is_noted, refresh


@receiver(copy_for_translation_done)
def translation_begun(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """Whoever makes a translation, it is noted what from."""
    if isinstance(target_obj, KnowledgePage) and not target_obj.alias_of_id:
        begin(source_obj, target_obj)


@receiver([post_save, post_delete])
def page_changed(signal: Any, instance: models.Model, **kwargs: Any) -> None:
    """The state of a translation follows from its page and its draft, in their transaction."""
    if not isinstance(instance, Page) or instance.alias_of_id:
        return
    if signal is post_save and isinstance(instance, KnowledgePage) and is_noted(instance):
        return
    model = instance.specific_class
    if model and issubclass(model, KnowledgePage):
        refresh(model, instance.translation_key)


@receiver(page_published)
def page_was_published(instance: Any, **kwargs: Any) -> None:
    """The facts of an original reach its translations; a translation keeps to them.

    After the transaction of the publication, since it has locked one of the pages already.
    """
    if not isinstance(instance, KnowledgePage) or instance.alias_of_id:
        return
    model, key = type(instance), instance.translation_key
    # Robust: the page is published, whatever happens here; the worker tries again.
    if instance.is_original:
        transaction.on_commit(partial(take_over, model, key), robust=True)
    else:
        transaction.on_commit(partial(give_facts, model, key), robust=True)
        transaction.on_commit(partial(_remember, model, instance.pk), robust=True)


def _remember(model: type[KnowledgePage], number: int) -> None:
    page = model._default_manager.filter(pk=number, live=True).first()
    if page:
        remember(page)


@receiver(page_unpublished)
def page_was_withdrawn(instance: Any, **kwargs: Any) -> None:
    """What somebody withdrew is not published again without another approval."""
    if isinstance(instance, KnowledgePage) and not instance.alias_of_id:
        RecordTranslation.objects.filter(page=instance).update(approved=None)
        refresh(type(instance), instance.translation_key)


@receiver(post_save, sender=Revision)
def revision_overwritten(
    instance: Revision, created: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """The editor's automatic saving writes into a revision that may have been approved."""
    if not created and update_fields is None:
        RecordTranslation.objects.filter(approved=instance).update(approved=None)


@receiver(periodic)
def time_passed(**kwargs: Any) -> None:
    """The worker's turn."""
    heal()
    take_over_missed()
