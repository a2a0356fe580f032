"""Everything that can change what a search finds, noted where it happens.

Wagtail changes pages in many ways and tells of few: aliases converted, pages below a moved one,
expiry. But each of them saves or deletes a model in the transaction of the change, so that the
signals of models suffice.
"""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site

from core.content import is_of_drafts
from core.models import KnowledgePage
from core.signals import frequent, periodic, readiness
from search import dirty
from search.document import ORGANISATION
from search.draining import keep_up
from search.health import health
from search.models import Feed
from search.records import at_and_below, below, keys_of
from taxonomy.models import City, Coded, InnovationStage, Objective, Organisation, Theme

ALIAS_FIELDS = {"alias_of", "alias_of_id"}
FACETS: dict[type[models.Model], str] = {
    Theme: "theme",
    Objective: "objective",
    City: "city",
    InnovationStage: "stage",
    Organisation: ORGANISATION,
}


@receiver(post_save)
def page_saved(
    instance: models.Model,
    created: bool,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """Note the record of the page, and those below whose addresses are about to follow it.

    Wagtail gives the pages below their new addresses without any signal, after this one and in
    the same transaction: they are those whose address does not begin with the page's any more.
    An alias made a page of its own takes all below it out of its source's privacy.
    """
    if not isinstance(instance, Page) or is_of_drafts(update_fields):
        return
    keys = set()
    if issubclass(instance.specific_class or Page, KnowledgePage):
        keys.add(instance.translation_key)
    if update_fields and ALIAS_FIELDS.intersection(update_fields):
        keys |= keys_of(below(instance))
    elif not created:
        keys |= keys_of(below(instance).exclude(url_path__startswith=instance.url_path))
    dirty.mark(keys)


@receiver(pre_delete)
def page_deleted(instance: models.Model, **kwargs: Any) -> None:
    """Note the record, and its aliases with all below them: they become pages of their own.

    Pages below a deleted one are deleted one by one, each with its signals, of which the one for
    its plain page says nothing new.
    """
    if not isinstance(instance, Page) or type(instance) is Page:
        return
    keys = {instance.translation_key} if isinstance(instance, KnowledgePage) else set()
    for alias in Page.objects.filter(alias_of=instance.pk):
        keys |= {alias.translation_key} | keys_of(below(alias))
    dirty.mark(keys)


@receiver([pre_save, post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(signal: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    """Note the page and all below it.

    Wagtail saves a restriction without a transaction around it: it is noted before, too, lest a
    crash in between leaves what has become private to be found.
    """
    if signal is pre_save and transaction.get_connection().in_atomic_block:
        return
    drain = signal is not pre_save
    dirty.mark(at_and_below(instance.page_id), drain=drain)
    dirty.mark_scope(dirty.PAGE, instance.page_id, drain=drain)


@receiver([pre_save, post_save, post_delete], sender=Site)
def site_changed(signal: Any, **kwargs: Any) -> None:
    """A site's root page and host decide over the addresses of all pages."""
    dirty.mark_scope(dirty.EVERYTHING, drain=signal is not pre_save)


def term_changed(sender: type[models.Model], instance: Coded, **kwargs: Any) -> None:
    """Records are found by their terms' labels, and stand under their terms' parents."""
    dirty.mark_scope(FACETS[sender], instance.code)


for term in FACETS:
    for moment in (post_save, post_delete):
        moment.connect(term_changed, sender=term)


@receiver(periodic)
def time_passed(**kwargs: Any) -> None:
    """The worker's turn."""
    keep_up()


@receiver(frequent)
def moment_passed(**kwargs: Any) -> None:
    """The worker's turn for what readers wait for."""
    if not (settings.ELASTICSEARCH_URL or Feed.objects.exclude(index="", next="").exists()):
        return
    from search.engines.elasticsearch.upkeep import keep_fed  # only where it is used

    keep_fed()


@receiver(readiness)
def tell_readiness(**kwargs: Any) -> dict[str, Any]:
    """Which engine answers, and how Elasticsearch is where it is used."""
    return {"search": health().told()}
