"""Answers of every sort, made from what the form asks for: a field added tomorrow is covered."""

from typing import Any

from hypothesis import strategies as st
from wagtail.models import Locale

from practices.answers import Answers
from practices.answers.declared import CONSENT, Leaf, Row, Stream, Terms, shapes
from practices.answers.leaves import Kind
from practices.answers.terms import OPEN
from practices.models import PracticePage
from taxonomy.models import Coded

LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp", "Cs", "Cf")),
    min_size=1,
    max_size=20,
)
PARAGRAPHS = st.lists(LINE.map(lambda line: f"p{line}"), min_size=1, max_size=3).map("\n\n".join)
VALID = {
    Kind.LINE: LINE,
    Kind.TEXT: st.lists(LINE, min_size=1, max_size=3).map("\n".join),
    Kind.PROSE: PARAGRAPHS,
    Kind.NUMBER: st.integers(0, 32000).map(str),
    Kind.PERIOD: st.sampled_from(["2016", "2019-09/..", "2016-01-15/", "2019-10-01/2019-10-03"]),
    Kind.ADDRESS: st.sampled_from(["https://example.org/", "https://example.org/a?b=c&d"]),
    Kind.MAIL: st.sampled_from(["name@example.org", "office@example.org"]),
}
# What no field takes, or takes only by mistake.
HOSTILE = st.one_of(
    st.text(max_size=40).map(lambda text: text.replace("\0", "").replace("\r", "\n")),
    st.sampled_from(
        [
            " ",
            "\u202e",
            "<script>alert(1)</script>",
            "{{ 7|add:7 }}",
            "%(name)s {0}",
            "https://example.org/shortened…",
            "javascript:alert(1)",
            "99999999999999999999999999",
            "-1",
            "1e400",
            "NaN",
            "26-27/11",
            "To be confirmed",
            "١٢",
            "name@",
            "x" * 3000,
            "'; DROP TABLE practices_submission; --",
            "../../etc/passwd",
        ]
    ),
)


def codes(model: type[Coded]) -> list[str]:
    return list(model._default_manager.offered().values_list("code", flat=True))


def typed_leaf(leaf: Leaf, *, hostile: bool) -> st.SearchStrategy[str]:
    """A text for a leaf: empty, valid, or if asked for anything at all."""
    if leaf.model:
        valid = st.sampled_from(codes(leaf.model))
    elif leaf.kind is Kind.CHOICE:
        valid = st.sampled_from([value for value, _label in leaf.choices])
    else:
        valid = VALID[leaf.kind]
    return st.one_of(valid, HOSTILE, st.just("")) if hostile else valid


def typed_row(kind: str, row: Row, *, hostile: bool) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {
            "id": st.uuids(version=4).map(str),
            "type": st.just(kind),
            **{name: typed_leaf(leaf, hostile=hostile) for name, leaf in row.leaves.items()},
        }
    )


def typed_field(name: str, *, hostile: bool) -> st.SearchStrategy[Any]:
    shape = shapes().get(name)
    if name == CONSENT:
        return st.sampled_from(["", "yes"])
    if isinstance(shape, Leaf):
        return typed_leaf(shape, hostile=hostile)
    if isinstance(shape, Terms):
        known: st.SearchStrategy[str] = st.sampled_from(codes(shape.model))
        if hostile:
            known = st.one_of(known, HOSTILE.map(str.strip).filter(bool))
        return st.lists(known, max_size=3, unique=True)
    assert isinstance(shape, Stream)
    rows = [typed_row(kind, row, hostile=hostile) for kind, row in shape.rows.items()]
    return st.lists(st.one_of(rows), max_size=3, unique_by=lambda row: row["id"])


@st.composite
def answers_for(draw: st.DrawFn, names: tuple[str, ...], *, hostile: bool) -> Answers:
    return {name: draw(typed_field(name, hostile=hostile)) for name in names}


def blank_page() -> PracticePage:
    return PracticePage(title="", locale=Locale.objects.get(language_code="en"))


__all__ = ["OPEN", "answers_for", "blank_page"]
