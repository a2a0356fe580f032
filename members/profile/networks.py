"""Networks of cities by their names."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from members.models import MunicipalityPage
from members.people import RefusedError
from taxonomy.enums import OrganisationKind
from taxonomy.folding import fold
from taxonomy.labels import active_labels
from taxonomy.models import Organisation


def suggestions() -> list[str]:
    """The names of the unions and networks that the vocabulary offers."""
    found = Organisation.objects.offered().filter(kind=OrganisationKind.UNION)
    return list(found.order_by("name").values_list("name", flat=True))


class Networks:
    """The organisations that these names stand for; those on a page stay what they are."""

    def __init__(self, names: Iterable[str], page: MunicipalityPage | None = None) -> None:
        sought = {fold(name.strip()) for name in names}
        known = active_labels("organisation").items()
        codes = [code for code, name in known if fold(name) in sought]
        self._found: dict[str, list[Organisation]] = {}
        for organisation in Organisation.objects.offered().filter(code__in=codes):
            self._found.setdefault(fold(organisation.name), []).append(organisation)
        blocks: Iterable[Any] = page.networks if page else ()
        self._there: dict[str, Organisation] = {
            block.id: block.value for block in blocks if block.value
        }

    def is_known(self, row: str, name: str) -> bool:
        """Whether a name stands for one organisation."""
        return self._find(row, name) is not None

    def get(self, row: str, name: str) -> Organisation:
        """The organisation a row names.

        Raises:
            RefusedError: none is called so, or several are.
        """
        found = self._find(row, name)
        if found is None:
            raise RefusedError(
                _(
                    "“%(name)s” is not among the organisations. Add it under Vocabularies first,"
                    " or leave out the networks."
                )
                % {"name": name.strip()}
            )
        return found

    def _find(self, row: str, name: str) -> Organisation | None:
        there = self._there.get(row)
        if there and there.name == name.strip():
            return there
        found = self._found.get(fold(name.strip()), [])
        return found[0] if len(found) == 1 else None
