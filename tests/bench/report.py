"""Figures as tables in Markdown, the way docs/performance.md holds them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Found = Mapping[str, Any]
QUICK = ("meydan", "tantivy", "tantivy, one segment", "roaring")
SHOWN = (*QUICK, *(f"{name}, first asked" for name in QUICK), "scan", "meydan, whole search")
ELSEWHERE = tuple(f"elasticsearch{what}" for what in ("", ", first asked", ", whole search"))


def table(found: Sequence[Found]) -> str:
    """Everything that was measured."""
    return "\n\n".join(
        [
            rows(("questions", "engine", "p50 / p95 ms", "× meydan", *KINDS), _answers(found)),
            rows(("questions", "suggestions p50 / p95 ms"), _suggestions(found)),
            rows(("collection", *_PUBLISHING), _publishing(found)),
            rows(
                ("collection", "build s", "disk MB", "worker MB: loaded / after", "load ms"),
                _costs(found),
            ),
            *_wrong(found),
        ]
    )


KINDS = ("text", "facet", "both", "deep", "prefix", "typo")
_PUBLISHING = (
    "new record",
    "full rewrite",
    "20 words edited",
    "facets only",
    "deletion",
    "refresh in another worker",
)


def rows(head: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    """One table."""
    heads = list(head)
    lines = [heads, ["---"] * len(heads), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _collection(one: Found) -> str:
    return f"{one['size']:,} on {one['database']}"


def _answers(found: Iterable[Found]) -> Iterator[list[str]]:
    for one in found:
        for breadth, compared in one["compared"].items():
            label = f"{_collection(one)}, {breadth} ({compared['found']['p50']:,.0f} found)"
            for name in (*SHOWN, *ELSEWHERE):
                if name in compared["engines"]:
                    yield [label, *_answer(name, compared["engines"][name])]
        if "wagtail" in one:
            figures = one["wagtail"]["wagtail"]
            broken_off = f"{one['wagtail']['broken off']} broken off"
            name = f"wagtail ({figures['questions']} questions, {broken_off})"
            yield [f"{_collection(one)}, narrow", *_answer(name, figures)]


def _answer(name: str, figures: Mapping[str, Any]) -> list[str]:
    kinds = [_spread(figures["kinds"][kind]) for kind in KINDS]
    ratio = figures["ratio"]
    ratios = " / ".join(f"{ratio[key]:g}" for key in ("p50", "p95") if key in ratio)
    return [name, _spread(figures), ratios, *kinds]


def _suggestions(found: Iterable[Found]) -> Iterator[list[str]]:
    for one in found:
        for breadth, compared in one["compared"].items():
            yield [f"{_collection(one)}, {breadth}", _spread(compared["suggestions"])]


def _publishing(found: Iterable[Found]) -> Iterator[list[str]]:
    for one in found:
        costs = one["publishing"]
        yield [_collection(one), *(_slowest(costs[kind]) for kind in _PUBLISHING)]


def _costs(found: Iterable[Found]) -> Iterator[list[str]]:
    for one in found:
        worker = one["worker"]
        memory = worker["memory_mb"]
        yield [
            _collection(one),
            _named(one["build_s"]),
            _named(one["disk_mb"]),
            f"{memory['loaded']:g} / {memory['after the workload']:g}",
            f"{worker['load_ms']:g}",
        ]


def _named(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {figure:g}" for name, figure in figures.items())


def _spread(figures: Mapping[str, float]) -> str:
    return f"{figures['p50']:.3g} / {figures['p95']:.3g}"


def _slowest(figures: Mapping[str, float]) -> str:
    return _spread(figures) + (f" / {figures['slowest']:.3g}" if "slowest" in figures else "")


def disagreements(found: Iterable[Found]) -> Iterator[str]:
    """Questions that two engines answered differently."""
    for one in found:
        for compared in one["compared"].values():
            yield from (f"{_collection(one)}: {line}" for line in compared["disagreements"])


def _wrong(found: Iterable[Found]) -> list[str]:
    if wrong := list(disagreements(found)):
        return ["\n".join(["Different answers:", *wrong])]
    return ["Every engine gave the same totals and the same counts for every question."]
