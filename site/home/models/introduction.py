"""What editors say of a term before its records are listed."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from core.i18n import language_name
from home.blocks import IntroductionTextBlock, RecordChooserBlock
from home.entries.kinds import KINDS, Kind


def split(term: str) -> tuple[Kind, str]:
    """The kind and the code of `theme/education-and-language`.

    Raises:
        ValidationError: there is no such term.
    """
    name, _slash, code = term.partition("/")
    if name not in KINDS or code not in KINDS[name].labels(settings.LANGUAGE_CODE):
        raise ValidationError(_("“%(term)s” is no term."), params={"term": term})
    return KINDS[name], code


def validate_term(term: str) -> None:
    """Refuse what has no page to introduce."""
    split(term)


class Introduction(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """The introduction of one term, in as many languages as somebody has written it in.

    One row for all languages: the picture and the chosen records are the same in each of them.
    """

    term = models.CharField(
        _("term"),
        max_length=80,
        unique=True,
        validators=[validate_term],
        help_text=_("Whose page it introduces. It cannot be changed later."),
        error_messages={"unique": _("This term has an introduction already.")},
    )
    texts = StreamField(
        [("text", IntroductionTextBlock())],
        verbose_name=_("texts"),
        help_text=_("Readers of a language without a text see the first, with a notice."),
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown beside the text. Its credit is kept with the image."),
    )
    featured = StreamField(
        [("record", RecordChooserBlock())],
        blank=True,
        max_num=6,
        verbose_name=_("chosen records"),
        help_text=_("Up to six records to begin with. The newest follow by themselves."),
    )

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        ordering: ClassVar = ["term"]

    def __str__(self) -> str:
        try:
            kind, code = split(self.term)
        except ValidationError:
            return self.term
        name = kind.labels(get_language() or settings.LANGUAGE_CODE)[code]
        return f"{kind.name.label}: {name}"

    def get_absolute_url(self) -> str:
        """The page it introduces, in the active language."""
        kind, code = split(self.term)
        return kind.url_of(code)

    def clean(self) -> None:
        super().clean()
        languages = [block.value["language"] for block in self.texts]
        if len(set(languages)) < len(languages):
            raise ValidationError({"texts": _("There are two texts in the same language.")})

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Each language its readers may have."""
        return [(code, language_name(code)) for code, _name in settings.LANGUAGES]

    @property
    def default_preview_mode(self) -> str:
        """The language of its first text."""
        return next((str(block.value["language"]) for block in self.texts), settings.LANGUAGE_CODE)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """The term's page as readers of a language would see it."""
        from home.entries.views import term_response

        kind, code = split(self.term)
        with override(mode_name):
            return term_response(request, kind, code, self).render()
