"""What a synthetic record says: fields of the page types, filled with words of no meaning."""

from typing import Any
from uuid import UUID, uuid5

import numpy as np
from django.utils.html import format_html
from wagtail.blocks import StreamValue

from core.enums import BudgetBand, Support
from core.models import KnowledgePage
from search.synthetic.words import Shares, vocabulary
from taxonomy.models import City, Coded, InnovationStage, Objective, Theme

MARK = "[Synthetic]"
NOTICE = "Synthetic record for trials: the words mean nothing, the facts are invented."
FIRST_YEAR, LAST_YEAR = 2005, 2026
LONGEST_SUMMARY = 600
Chance = np.random.Generator


class Terms:
    """The site's own terms of one vocabulary, some of them drawn often and most seldom."""

    def __init__(self, model: type[Coded]) -> None:
        self.rows = list(model._default_manager.all().canonical().order_by("code"))
        self._shares = Shares(max(1, len(self.rows)))

    def draw(self, chance: Chance, most: int) -> list[Coded]:
        """One to `most` different terms; none of an empty vocabulary."""
        if not self.rows:
            return []
        places = self._shares.draw(chance, int(chance.integers(1, most + 1)))
        return [self.rows[place] for place in sorted(set(places))]


class Fields:
    """Draws the fields of one record after another."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.themes, self.cities = Terms(Theme), Terms(City)
        self.objectives, self.stages = Terms(Objective), Terms(InnovationStage)
        self._years = Shares(LAST_YEAR - FIRST_YEAR)

    def texts(self, chance: Chance, language: str, number: int) -> dict[str, str]:
        """Title and summary, marked, and running text under the name `body`."""
        words = vocabulary(language, self.seed)
        title = " ".join(words.draw(chance, int(chance.integers(3, 9))))
        summary = " ".join(words.draw(chance, int(chance.integers(15, 40))))
        body = " ".join(words.draw(chance, int(np.clip(chance.lognormal(5, 0.6), 40, 1200))))
        return {
            "title": f"{MARK} {title} {number}"[:255],
            "summary": f"{NOTICE} {summary}"[:LONGEST_SUMMARY],
            "body": body,
        }

    def facts(self, chance: Chance) -> dict[str, Any]:
        """What a record and its translations share, for whatever type of page has such a field."""
        last = LAST_YEAR - self._years.draw(chance)[0]
        first = max(FIRST_YEAR, last - int(chance.integers(0, 5)))
        return {
            "period": f"{first}/.." if chance.random() < 0.2 else f"{first}/{last}",
            "themes": self.themes.draw(chance, 4),
            "cities": self.cities.draw(chance, 2),
            "innovation_stages": self.stages.draw(chance, 2),
            "objectives": [
                {"type": "objective", "value": {"objective": term.pk, "how": ""}}
                for term in self.objectives.draw(chance, 4)
            ],
            "budget_band": str(chance.choice(BudgetBand.values)) if chance.random() < 0.6 else "",
            "what_did_not_work": f"<p>{NOTICE}</p>" if chance.random() < 0.3 else "",
            "support_offered": [
                {"type": "support", "value": {"kind": kind, "note": ""}}
                for kind in sorted(set(map(str, chance.choice(Support.values, size=2))))
            ],
        }


def fill(page: KnowledgePage, texts: dict[str, str], facts: dict[str, Any]) -> None:
    """Give a page the texts and those of the facts that its type has columns for."""
    paragraph = {"type": "text", "value": format_html("<p>{}</p>", texts["body"])}
    values = {**facts, **texts, "body": [paragraph], "source_name": NOTICE}
    for field in page._meta.concrete_fields:
        if field.name not in values:
            continue
        value = values[field.name]
        if isinstance(value, list):
            value = _stream(page, field.name, value)
        setattr(page, field.name, value)
    page.set_period_days()


def _stream(page: KnowledgePage, name: str, items: list[dict[str, Any]]) -> StreamValue:
    key: UUID = page.translation_key
    field: Any = page._meta.get_field(name)
    numbered = [
        {**item, "id": str(uuid5(key, f"{name} {place}"))} for place, item in enumerate(items)
    ]
    return StreamValue(field.stream_block, numbered, is_lazy=True)
