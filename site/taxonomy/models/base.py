"""What all vocabularies share: a stable code, and one row per language for what has labels."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField

# The language of the rows that pages, blocks and other terms point at.
CANONICAL_LANGUAGE = "en"

valid_code = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use lower-case letters without accents, digits and single hyphens: social-cohesion."),
)


class CodedQuerySet(models.QuerySet[Any]):
    """Rows of a vocabulary."""

    def canonical(self) -> Self:
        """The rows that others may point at: of a translated vocabulary, the English ones."""
        if issubclass(self.model, TranslatableMixin):
            return self.filter(locale__language_code=CANONICAL_LANGUAGE)
        return self

    def offered(self) -> Self:
        """The rows an editor may newly choose: canonical and not retired."""
        return self.canonical().filter(retired=False)


class Coded(models.Model):
    """A row with a code that stands in addresses and in the search index, so it never changes."""

    # The name under which `taxonomy.labels` knows this vocabulary.
    vocabulary: ClassVar[str]
    # The foreign key by which choices are grouped, if any.
    group_field: ClassVar[str] = ""
    # Short vocabularies have an order of their own; long ones are listed by label.
    has_own_order: ClassVar[bool] = False
    fact_fields: ClassVar[tuple[str, ...]] = ("code", "retired")
    _loaded_code: str | None = None

    code = models.CharField(
        _("code"),
        max_length=60,
        validators=[valid_code],
        help_text=_("Stands in addresses and files. It cannot be changed later."),
    )
    name = models.CharField(_("name"), max_length=255)
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("No longer offered for new choices. Records that have it keep it."),
    )

    objects = models.Manager.from_queryset(CodedQuerySet)()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row; the change and the vocabulary's new version land together.

        Raises ValueError when the code is not the one the row was loaded with.
        """
        if self._code_has_changed():
            raise ValueError(f"The code {self._loaded_code!r} cannot become {self.code!r}.")
        with transaction.atomic():
            super().save(*args, **kwargs)
        self._loaded_code = self.code

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        instance = super().from_db(*args, **kwargs)
        instance._loaded_code = instance.__dict__.get("code")
        return instance

    def clean(self) -> None:
        super().clean()
        if self._code_has_changed():
            raise ValidationError({"code": _("A code cannot be changed: addresses hold it.")})

    @property
    def is_canonical(self) -> bool:
        """Whether others may point at this row."""
        return True

    @property
    def group(self) -> "Coded | None":
        """The term under which choices list this one."""
        return getattr(self, self.group_field) if self.group_field else None

    def _code_has_changed(self) -> bool:
        return self._loaded_code is not None and self.code != self._loaded_code


class Term(TranslatableMixin, Coded):
    """A term with one row per language, all sharing `translation_key` and `code`.

    The English row is the canonical one: pages, blocks and other terms point at it whatever
    their own language. Its facts (all but the texts) hold for every language: saving it
    copies them to the other rows, and saving another row takes them from it.
    """

    locale: Any  # of Wagtail's mixin, which has no types
    text_fields: ClassVar[tuple[str, ...]] = ("name",)
    # A translation made later is ours until somebody says otherwise.
    own_fields: ClassVar[dict[str, Any]] = {"official": False, "source": ""}

    official = models.BooleanField(
        _("official wording"),
        default=False,
        help_text=_("The name is word for word as in the source below."),
    )
    source = models.CharField(
        _("source of the wording"),
        max_length=255,
        blank=True,
        help_text=_("The document and paragraph. Needed for official wording."),
    )

    class Meta(TranslatableMixin.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["code", "locale"], name="%(class)s_code_per_language"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if not self.locale_id:
                self.locale = self.get_default_locale()
            english = None if self.is_canonical else self.english()
            if english is not None:
                self._take_facts(english)
            super().save(*args, **kwargs)
            if self.is_canonical:
                self._share_facts()

    @classproperty
    def translatable_fields(cls) -> list[BaseTranslatableField]:
        """For wagtail-localize: texts are translated, facts follow the English row."""
        return [
            *(TranslatableField(name) for name in cls.text_fields),
            *(SynchronizedField(name, overridable=False) for name in cls.fact_fields),
        ]

    def clean(self) -> None:
        super().clean()
        self._clean_source("official", "source")
        if self._same_language().filter(code=self.code).exists():
            raise ValidationError({"code": _("Another term already has this code.")})
        if not self.is_canonical and self.english() is None:
            raise ValidationError(_("Create the term in English first, then translate it."))

    def copy_for_translation(
        self, locale: Locale, exclude_fields: list[str] | None = None
    ) -> "Term":
        copy: Term = super().copy_for_translation(locale, exclude_fields)
        for name, value in self.own_fields.items():
            setattr(copy, name, value)
        return copy

    @property
    def is_canonical(self) -> bool:
        """Whether this is the English row."""
        return not self.locale_id or bool(self.locale.language_code == CANONICAL_LANGUAGE)

    def english(self) -> "Term | None":
        """The English row of this term, if there is one."""
        rows = type(self)._default_manager.filter(translation_key=self.translation_key)
        return rows.filter(locale__language_code=CANONICAL_LANGUAGE).first()

    def facts(self) -> dict[str, Any]:
        """Attribute → value of what holds for every language."""
        fields = (field for field in self._meta.concrete_fields if field.name in self.fact_fields)
        return {field.attname: getattr(self, field.attname) for field in fields}

    def _clean_source(self, official: str, source: str) -> None:
        if getattr(self, official) and not getattr(self, source):
            raise ValidationError({source: _("Official wording needs its source.")})

    def _same_language(self) -> models.QuerySet[Any]:
        locale = self.locale_id or self.get_default_locale().pk
        return type(self)._default_manager.filter(locale_id=locale).exclude(pk=self.pk)

    def _take_facts(self, english: "Term") -> None:
        for name, value in english.facts().items():
            setattr(self, name, value)

    def _share_facts(self) -> None:
        others = type(self)._default_manager.filter(translation_key=self.translation_key)
        others.exclude(pk=self.pk).update(**self.facts())


class OrderedTerm(Term):
    """A term with a place of its own in lists."""

    has_own_order = True
    fact_fields: ClassVar[tuple[str, ...]] = (*Term.fact_fields, "position")

    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Lists show low numbers first.")
    )

    class Meta(Term.Meta):
        abstract = True
        ordering = ["position", "code"]


class LabelledTerm(Term):
    """A term with a full name and a short label for lists and filters."""

    text_fields: ClassVar[tuple[str, ...]] = (*Term.text_fields, "label")
    own_fields: ClassVar[dict[str, Any]] = {
        **Term.own_fields,
        "label_official": False,
        "label_source": "",
    }

    label = models.CharField(
        _("short label"), max_length=255, help_text=_("Shown in filters and lists.")
    )
    label_official = models.BooleanField(
        _("official short label"),
        default=False,
        help_text=_("The short label is word for word as in the source below."),
    )
    label_source = models.CharField(_("source of the short label"), max_length=255, blank=True)

    class Meta(Term.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        self._clean_source("label_official", "label_source")
