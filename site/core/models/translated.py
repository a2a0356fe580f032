"""What a translation remembers of the original it was made from."""

from typing import Any, ClassVar

from django.db import models
from wagtail.models import Workflow


class TranslatedMixin(models.Model):
    """Columns that stand in every revision: reverting and scheduling keep them right."""

    # The digest of the original's wording; empty on an original, and where it is not known.
    translated_from = models.CharField(max_length=32, blank=True, default="", editable=False)
    # By the path of a text that still waits for its translator: why, the digest of what stands
    # there meanwhile, and of the wording that was made from (`translations.states`).
    pending = models.JSONField(default=dict, blank=True, editable=False)
    # Who translated what no person has approved yet; empty where a person did.
    machine_tool = models.CharField(max_length=100, blank=True, default="", editable=False)

    # Streams whose blocks are facts of the record: they follow the original, and only the words
    # in them are the translator's.
    fact_streams: ClassVar[tuple[str, ...]] = (
        "objectives",
        "phases",
        "figures",
        "partners",
        "links",
        "attachments",
    )

    # Declared by ProvenanceMixin and by Wagtail's page.
    source_language: Any
    locale: Any

    class Meta:
        abstract = True

    @property
    def is_original(self) -> bool:
        """Whether this page, of all translations, is the one the record was written in."""
        return bool(self.locale.language_code == self.source_language)

    @property
    def has_workflow(self) -> bool:
        """Whether somebody reviews the page before it is published."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """The review of translations for a translation; for an original that of its tree."""
        if not self.is_original:
            # A model of `translations`, which stands on this app.
            reviews = {"workflow_tasks__task__languagereviewtask__active": True}
            review = Workflow.objects.active().filter(**reviews).order_by("pk").first()
            if review:
                return review
        workflow: Workflow | None = super().get_workflow()  # type: ignore[misc]
        return workflow
