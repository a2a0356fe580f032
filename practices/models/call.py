"""Calls for practices: what the union asks its members for, and until when."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField

from core.blocks import SECTION_FEATURES
from core.i18n import direction
from practices.calls.enums import CallState
from taxonomy.fields import TermsField


class CallQuerySet(models.QuerySet["Call"]):
    """Calls, asked for by their dates."""

    def published(self) -> "CallQuerySet":
        """Those that have begun, with what a list shows of them."""
        begun = self.filter(opens__lte=timezone.localdate())
        return begun.prefetch_related("texts", "themes")

    def open(self) -> "CallQuerySet":
        """Those that can be answered today, the next to close first."""
        found = self.published().filter(closes__gte=timezone.localdate())
        return found.order_by("closes", "pk")

    def closed(self) -> "CallQuerySet":
        """Those that are over, the latest first."""
        found = self.published().filter(closes__lt=timezone.localdate())
        return found.order_by("-closes", "-pk")


class Call(ClusterableModel):
    """A request for practices on some themes, answered by submissions.

    Its dates alone publish and close it. Once it is answered it is never deleted.
    """

    slug = models.SlugField(_("address"), max_length=100, unique=True, editable=False)
    language = models.CharField(
        _("main language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("What is read in the languages into which the call is not translated."),
    )
    themes = TermsField(
        "taxonomy.Theme",
        verbose_name=_("themes"),
        blank=True,
        related_name="+",
        help_text=_("What the practices are to be about. None: any theme."),
    )
    opens = models.DateField(
        _("opening date"),
        null=True,
        blank=True,
        help_text=_("From this day on the call is public. Without one it is a draft."),
    )
    closes = models.DateField(
        _("closing date"), help_text=_("The last day on which the call can be answered.")
    )

    objects: ClassVar[Any] = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for practices")
        verbose_name_plural = _("calls for practices")
        ordering: ClassVar = ["-closes", "-pk"]

    def __str__(self) -> str:
        return self.text.title

    def get_absolute_url(self) -> str:
        """Its page in the active language."""
        return reverse("calls:call", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        closes: date | None = self.closes  # none where the form refused what was typed
        if self.opens and closes and closes < self.opens:
            raise ValidationError({"closes": _("The call would close before it opens.")})

    @property
    def state(self) -> CallState:
        """What its dates make of it today."""
        today = timezone.localdate()
        if self.opens is None or self.opens > today:
            return CallState.DRAFT
        return CallState.CLOSED if self.closes < today else CallState.OPEN

    @property
    def is_open(self) -> bool:
        """Whether it can be answered today."""
        return self.state == CallState.OPEN

    @property
    def text(self) -> "CallText":
        """What it says in the active language, else in its main one."""
        texts = {text.language: text for text in self.texts.all()}
        text = texts.get(get_language() or self.language) or texts.get(self.language)
        # The admin names a call once more when it is deleted, and its texts with it.
        return text or CallText(language=self.language, title=self.slug)


class CallText(models.Model):
    """What a call says in one language."""

    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=255)
    text = RichTextField(
        _("text"), features=SECTION_FEATURES, help_text=_("What is looked for, and why.")
    )
    criteria = RichTextField(
        _("criteria"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("By what the answers are judged, one point a line."),
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "language"],
                name="one_text_of_a_call_in_a_language",
                violation_error_message=_("The call has a text in this language already."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_foreign(self) -> bool:
        """Whether it is in another language than the page it is shown on."""
        return self.language != get_language()

    @property
    def direction(self) -> str:
        """The direction it is written in: ltr or rtl."""
        return direction(self.language)
