"""The drawn cover of a record without a picture."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.template import Context, Template

from core import covers
from taxonomy.labels import labels, theme_parents
from tests.factories.pages import PracticePageFactory, section

pytestmark = pytest.mark.django_db
# What a path may hold: commands and numbers, no markup.
PATH = re.compile(r"[Mmhvlqatz0-9. -]*")


def drawn(record: object, shape: str = "card") -> str:
    template = Template("{% load picture_tags %}{% default_cover record shape %}")
    return template.render(Context({"record": record, "shape": shape}))


def record(*themes: str, key: str = "one") -> SimpleNamespace:
    return SimpleNamespace(key=key, theme_codes=themes)


def test_every_shipped_main_theme_has_a_motif_of_its_own() -> None:
    main = set(labels("theme", "en")) - set(theme_parents())
    assert set(covers.THEME_MOTIFS) == main
    assert sorted((*covers.THEME_MOTIFS.values(), covers.PAVING)) == sorted(covers.MOTIFS)


def test_a_cover_is_drawn_from_the_main_theme_and_laid_out_by_the_record() -> None:
    assert "cover--leaves" in drawn(record("climate-action"))
    assert drawn(record("climate-action")) == drawn(record("waste-and-water"))
    assert drawn(record("climate-action")) != drawn(record("climate-action", key="two"))
    assert "cover--paving" in drawn(record())


def test_the_order_of_the_themes_changes_nothing() -> None:
    assert drawn(record("public-space", "migration-data")) == drawn(
        record("migration-data", "public-space")
    )


def test_a_theme_that_editors_add_has_a_motif_too() -> None:
    assert covers.motif_of("night-life") in covers.MOTIFS
    assert covers.motif_of("night-life") == covers.motif_of("night-life")


def test_a_page_and_its_line_in_a_list_have_the_same_cover() -> None:
    page = PracticePageFactory(parent=section())
    line = {"id": str(page.translation_key), "themes": [theme.code for theme in page.themes.all()]}
    assert drawn(page) == drawn(line)


@pytest.mark.parametrize("shape", covers.SHAPES)
@pytest.mark.parametrize("motif", covers.MOTIFS)
def test_a_cover_is_small_decoration_without_styles(shape: str, motif: str) -> None:
    theme = next((code for code, name in covers.THEME_MOTIFS.items() if name == motif), "")
    for _turn in range(50):
        made = covers.cover(str(uuid4()), theme, shape)
        assert made.motif == motif
        assert PATH.fullmatch(made.plain + made.accented)
    svg = drawn(record(*filter(None, [theme])), shape)
    assert 'aria-hidden="true"' in svg
    assert 'focusable="false"' in svg
    assert "style" not in svg
    assert len(svg) < 2_500
