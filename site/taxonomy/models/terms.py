"""The vocabularies that say what a record is about."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.models.base import LabelledTerm, OrderedTerm, Term


class Theme(OrderedTerm):
    """A subject, in two levels. The parent is always an English row."""

    vocabulary = "theme"
    group_field = "parent"
    fact_fields: ClassVar[tuple[str, ...]] = (*OrderedTerm.fact_fields, "parent")

    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
        help_text=_("Leave empty for a main theme. There are two levels, no more."),
    )

    class Meta(OrderedTerm.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def clean(self) -> None:
        super().clean()
        if self.parent is None:
            return
        if not self.parent.is_canonical:
            raise ValidationError({"parent": _("Choose the English theme.")})
        if self.parent.parent_id is not None or self.parent == self:
            raise ValidationError({"parent": _("Choose a main theme: there are two levels only.")})
        if self.pk and self.children.exclude(translation_key=self.translation_key).exists():
            raise ValidationError(
                {"parent": _("This theme has others below it, so it stays main.")}
            )

    @property
    def group(self) -> "Theme":
        """The main theme: its parent, or itself."""
        return self.parent or self


class Compact(LabelledTerm, OrderedTerm):
    """An international agreement with numbered objectives."""

    vocabulary = "compact"

    class Meta(OrderedTerm.Meta):
        verbose_name = _("compact")
        verbose_name_plural = _("compacts")


class Objective(LabelledTerm):
    """An objective of a compact: `name` is the full official wording, `label` the short one."""

    vocabulary = "objective"
    group_field = "compact"
    has_own_order = True
    fact_fields: ClassVar[tuple[str, ...]] = (*Term.fact_fields, "compact", "number")

    compact = models.ForeignKey(
        Compact, on_delete=models.PROTECT, related_name="objectives", verbose_name=_("compact")
    )
    number = models.PositiveSmallIntegerField(_("number"))

    class Meta(LabelledTerm.Meta):
        ordering = ["compact__position", "number"]
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")


class InnovationStage(OrderedTerm):
    """A stage in the life of an innovation, with what it means."""

    vocabulary = "stage"
    text_fields: ClassVar[tuple[str, ...]] = (*Term.text_fields, "definition")

    definition = models.TextField(_("definition"))

    class Meta(OrderedTerm.Meta):
        verbose_name = _("innovation stage")
        verbose_name_plural = _("innovation stages")
