"""Words written outside of the form as what the form's lists hold; others stay as they are."""

import re
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.i18n import country_name
from practices.answers.leaves import Kind, Leaf
from practices.answers.terms import code_of
from practices.offline.content import MARK
from taxonomy.folding import fold
from taxonomy.models import City, Coded, Objective

BETWEEN = re.compile(r"[;؛\n]")
COMMAS = re.compile(r"[,،]")
WITH_COUNTRY = re.compile(r"(.+?)\s*,\s*([A-Za-z]{2})")
CLOSING = " \t.:;·•"


class Matching:
    """Reads words of one file, whose author had one language on the screen."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._choices: dict[int, Mapping[str, str]] = {}

    def text(self, leaf: Leaf, text: str) -> str:
        """What the form would hold of a text written for this leaf."""
        if leaf.kind in (Kind.PROSE, Kind.TEXT):
            return text.strip()
        line = " ".join(text.split())
        if leaf.kind is Kind.CHOICE:
            return self._options(leaf).get(_bare(line), line)
        return (self._code(leaf.model, line) or line) if leaf.model else line

    def terms(self, model: type[Coded], text: str) -> list[str]:
        """Codes, and the names that are no terms: one a line, or with semicolons between them.

        Commas part names only where all of them are known: they stand within names too.
        """
        found: list[str] = []
        for piece in self.pieces(text):
            several = [self._code(model, part.strip()) for part in COMMAS.split(piece)]
            whole = self._code(model, piece)
            known = [code for code in several if code]
            found += known if not whole and len(known) == len(several) else [whole or piece]
        return list(dict.fromkeys(found))

    def pieces(self, text: str) -> Iterator[str]:
        """The pieces of a list."""
        for part in BETWEEN.split(text):
            piece = " ".join(part.strip().removeprefix(MARK).strip("•☐☒").split())
            if piece:
                yield piece

    def consent(self, text: str) -> bool | None:
        """Whether it says yes, or no; None where it says something else."""
        said = _bare(text.strip().removeprefix(MARK))
        yes, no = {"yes", "true", "1"}, {"no", "false", "0"}
        for code, _name in settings.LANGUAGES:
            with override(code):
                yes.add(_bare(_("Yes")))
                no.add(_bare(_("No")))
        return said in yes if said in yes | no else None

    def _code(self, model: type[Coded] | None, text: str) -> str | None:
        if model is None or not text:
            return None
        if code := code_of(model, text, self.language):
            return code
        if model is City and (match := WITH_COUNTRY.fullmatch(text)):
            return _city(match[1], match[2].upper(), self.language)
        # It may be copied as it is listed, with its title behind a colon.
        before = text.partition(":")[0]
        return code_of(model, before, self.language) if model is Objective else None

    def _options(self, leaf: Leaf) -> Mapping[str, str]:
        """The values of a choice by themselves and by their names in all languages."""
        if id(leaf) not in self._choices:
            found: dict[str, str] = {}
            for code, _name in settings.LANGUAGES:
                with override(code):
                    for value, label in leaf.choices:
                        found.setdefault(_bare(str(label)), value)
            found.update({_bare(value): value for value, _label in leaf.choices})
            self._choices[id(leaf)] = found
        return self._choices[id(leaf)]


def _bare(text: str) -> str:
    return fold(text.removeprefix(MARK).strip(CLOSING + "☐☒"))


def _city(name: str, country: str, language: str) -> str | None:
    """The city of this name that lies in the country."""
    told_apart = f"{name} ({country_name(country, language)})"
    code = code_of(City, name, language) or code_of(City, told_apart, language)
    lies_there = City.objects.canonical().filter(code=code, country=country)
    return code if code and lies_there.exists() else None
