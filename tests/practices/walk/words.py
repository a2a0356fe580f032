"""What is typed on the walk: each text holds a token that is found again, and says whose it is."""

import re
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from practices.answers.declared import CONSENT, Leaf, Stream, Terms, shapes
from practices.answers.leaves import Kind

TOKEN = re.compile(r"zq[abu]\d+x")
TOO_LONG = "l" * 300
_TEXTS = (
    "{} and more",
    "- {}\n- two\n\nThree, four",
    "<b onclick='a'>{}</b> & \"quoted\"",
    "{} 🙂 \u202eعربي\u202c",
    "{}\0\r\n\r\n\r\nfar below \t",
    "  {}  ",
    "{} " + TOO_LONG,
)
_OTHERS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERIOD: ("2019", "2019-03/2021", "2019-13", "{}", "٢٠١٩", "0000"),
    Kind.NUMBER: ("12", "١٢", "1.000,5", "-5", "NaN", "1e400", "9" * 40, "{}"),
    Kind.ADDRESS: ("https://example.org/{}", "example.org/{}", "javascript:{}", "http://[{}"),
    Kind.MAIL: ("{}@example.org", "{}@", "{}"),
    Kind.CHOICE: ("{}",),
    Kind.TERM: ("{} and partners", "{}" + TOO_LONG),
}
_VALID: Mapping[Kind, str] = {
    Kind.PERIOD: "2019",
    Kind.NUMBER: "12",
    Kind.ADDRESS: "https://example.org/{}",
    Kind.MAIL: "{}@example.org",
}
Form = dict[str, list[str]]


class Words:
    """Texts never typed before."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.number = 0

    def token(self, side: str) -> str:
        """`side` is the city, or `u` for the union."""
        self.number += 1
        return f"zq{side}{self.number}x"

    def any(self, leaf: Leaf, side: str) -> str:
        """A text for a field, valid or not; now and then none."""
        if self.random.random() < 0.1:
            return ""
        if self.random.random() < 0.5:
            return self.valid(leaf, side)
        text = self.random.choice(_OTHERS.get(leaf.kind, _TEXTS))
        return text.format(self.token(side))

    def valid(self, leaf: Leaf, side: str) -> str:
        """A text that the field accepts."""
        if leaf.choices:
            return str(self.random.choice(leaf.choices)[0])
        if leaf.kind is Kind.TERM and leaf.model and leaf.model.vocabulary != "organisation":
            return self.code(leaf.model)
        return _VALID.get(leaf.kind, "{} walkword").format(self.token(side))

    def code(self, model: Any) -> str:
        """A term of a vocabulary."""
        return str(self.random.choice(list(model.objects.offered().values_list("code", flat=True))))

    def terms(self, shape: Terms, side: str, *, valid: bool) -> list[str]:
        """Several of them, or a name that nobody knows."""
        return [self.code(shape.model)] if valid else [self.token(side), self.code(shape.model)]


def tokens(text: str) -> set[str]:
    """The tokens in a text."""
    return set(TOKEN.findall(text))


def tokens_by_field(form: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """The tokens in a form, by the fields they stand in."""
    found: dict[str, set[str]] = {}
    for key, values in form.items():
        name = key.partition(".")[0]
        if name in shapes() or name == CONSENT:
            found.setdefault(name, set()).update(tokens(" ".join(values)))
    return found


def leaf_at(form: Form, path: str) -> Leaf | None:
    """What a text of the form is; None for what is none."""
    name, _dot, rest = path.partition(".")
    row_id, _dot, child = rest.partition(".")
    shape = shapes().get(name)
    if isinstance(shape, Leaf):
        return shape
    if isinstance(shape, Stream) and row_id:
        kinds = dict(marker.split(":") for marker in form.get(name, []) if ":" in marker)
        kind = shape.rows.get(kinds.get(row_id, ""))
        return kind.leaves.get(child or "value") if kind else None
    return None
