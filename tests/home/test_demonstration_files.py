"""What a mistake in a demonstration file leads to, and how translations are read."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from home.demonstration.errors import DemonstrationError
from home.demonstration.files import overlaid, read, records
from home.demonstration.values import Values
from practices.models import PracticePage
from tests.factories.taxonomy import ThemeFactory

RECORD = """
model = "practices.PracticePage"
language = "en"
[fields]
title = "Advice centre"
figures = [{type = "claim", label = "Visitors", number = 12, source_name = "Report"}]
"""
TRANSLATION = """
[fields]
title = "Danışma merkezi"
figures = [{label = "Ziyaretçiler"}]
"""


def value(name: str, raw: Any) -> Any:
    field: Any = PracticePage._meta.get_field(name)
    return Values({}).of(field, raw, uuid4())


class TestTranslations:
    def test_are_read_with_the_record_they_belong_to(self, tmp_path: Path) -> None:
        folder = tmp_path / "practices"
        folder.mkdir()
        (folder / "advice.toml").write_text(RECORD)
        (folder / "advice.tr.toml").write_text(TRANSLATION)
        (folder / "advice-centre.toml").write_text(RECORD)

        found = {record.slug: record for record in records(tmp_path)}

        assert set(found) == {"advice", "advice-centre"}
        assert found["advice-centre"].translations == {}
        assert found["advice"].translations["tr"].fields["title"] == "Danışma merkezi"
        assert found["advice"].translations["tr"].fields["figures"] == [
            {"type": "claim", "label": "Ziyaretçiler", "number": 12, "source_name": "Report"}
        ]

    def test_an_item_with_a_type_stands_for_itself(self) -> None:
        fields = overlaid(
            {"links": [{"type": "link", "title": "One", "url": "https://example.org"}]},
            {"links": [{"type": "unverified_link", "title": "Bir", "text": "example…"}]},
        )

        assert fields["links"] == [{"type": "unverified_link", "title": "Bir", "text": "example…"}]


class TestMistakes:
    def test_no_toml(self, tmp_path: Path) -> None:
        path = tmp_path / "broken.toml"
        path.write_text("title = ")

        with pytest.raises(DemonstrationError, match=r"broken\.toml"):
            read(path)

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("name", "raw", "reason"),
        [
            ("themes", ["nonsense"], "there is no taxonomy.Theme 'nonsense'"),
            ("project", "nonsense", "there is no practices.ProjectPage 'nonsense'"),
            ("figures", [{"type": "number"}], "there is no block 'number'"),
            ("figures", [{"type": "claim", "lable": "x"}], r"ClaimBlock has no \['lable'\]"),
            ("figures", [{"type": "claim", "label": "x", "source_name": "y"}], "number"),
            (
                "links",
                [{"type": "link", "title": "x", "url": "https://example.org/a…"}],
                "shortened",
            ),
        ],
    )
    def test_say_what_is_wrong(self, name: str, raw: Any, reason: str) -> None:
        with pytest.raises(DemonstrationError, match=reason):
            value(name, raw)

    @pytest.mark.django_db
    def test_a_known_code_becomes_the_term(self) -> None:
        theme = ThemeFactory(code="advice")

        assert value("themes", ["advice"]) == [theme]
