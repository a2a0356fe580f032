"""What happens to pages, as far as their translations are concerned."""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import copy_for_translation_done, page_published

from core.models import KnowledgePage
from core.signals import periodic
from translations.publishing import give_facts, take_over, take_over_missed
from translations.states import begin, refresh


@receiver(copy_for_translation_done)
def translation_begun(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """Whoever makes a translation, it is noted what from."""
    if isinstance(target_obj, KnowledgePage) and not target_obj.alias_of_id:
        begin(source_obj, target_obj)


@receiver([post_save, post_delete])
def page_changed(instance: models.Model, **kwargs: Any) -> None:
    """The state of a translation follows from its page and its draft, in their transaction."""
    if not isinstance(instance, Page) or instance.alias_of_id:
        return
    model = instance.specific_class
    if model and issubclass(model, KnowledgePage):
        refresh(model, instance.translation_key)


@receiver(page_published)
def page_was_published(instance: Any, **kwargs: Any) -> None:
    """The facts of an original reach its translations; a translation keeps to them.

    After the transaction of the publication, since it has locked one of the pages already.
    """
    if isinstance(instance, KnowledgePage) and not instance.alias_of_id:
        act = take_over if instance.is_original else give_facts
        # Robust: the page is published, whatever happens here; the worker tries again.
        transaction.on_commit(partial(act, type(instance), instance.translation_key), robust=True)


@receiver(periodic)
def time_passed(**kwargs: Any) -> None:
    """The worker's turn."""
    take_over_missed()
