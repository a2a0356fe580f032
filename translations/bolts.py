"""What of wagtail-localize must not happen to pages, however it is asked for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, Translation


def leave_out_tree_synchronisation() -> None:
    """Do not offer it in the form of a locale: it copies whole trees, and publishes them."""
    LOCALE_COMPONENTS[:] = [
        component for component in LOCALE_COMPONENTS if component["model"] != LocaleSynchronization
    ]


@receiver(pre_save, sender=LocaleSynchronization)
def refuse_tree_synchronisation(**kwargs: Any) -> None:
    """Nor by the shell, or a form that was open before."""
    raise PermissionDenied("Trees are not synchronised: records are translated one by one.")


@receiver(pre_save, sender=Translation)
def refuse_synchronised_page(instance: Translation, **kwargs: Any) -> None:
    """A page under wagtail-localize's synchronisation loses what its translator wrote."""
    model = instance.source.specific_content_type.model_class()
    if model is not None and issubclass(model, Page):
        raise PermissionDenied("Pages are translated by translations.creating.")
