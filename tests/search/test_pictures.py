"""Records' own pictures: sized for cards and for their pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail_factories import ImageFactory

from tests.factories.pages import PracticePageFactory, section
from tests.search.test_search_page import one, page

Committed = Callable[[], AbstractContextManager[object]]

CARDS = "/en/search/?view=cards"

pytestmark = pytest.mark.django_db


def covers(client: Client) -> dict[str, Tag]:
    """What stands above each card, by the record's title."""
    cards = page(client, CARDS).select(".result--card")
    return {one(card, "h3").text: one(card, ".result__cover > *") for card in cards}


def with_pictures(number: int, **values: Any) -> Any:
    for _ in range(number):
        image = ImageFactory(file__width=1200, file__height=800)
        made = PracticePageFactory(parent=section(), cover_image=image, **values)
    return made


def test_a_card_shows_the_record_s_own_picture_or_a_drawn_one(
    client: Client, committed: Committed
) -> None:
    with committed():
        with_pictures(1, title="Seen")
        PracticePageFactory(parent=section(), title="Drawn")

    found = covers(client)

    assert found["Drawn"].name == "svg"
    assert found["Seen"].name == "img"
    assert (found["Seen"]["width"], found["Seen"]["height"]) == ("576", "384")
    assert found["Seen"]["alt"] == ""
    assert str(found["Seen"]["src"]).endswith(".width-576.format-webp.webp")


def test_a_picture_whose_file_is_gone_leaves_a_drawn_one(
    client: Client, committed: Committed
) -> None:
    with committed():
        record = with_pictures(1, title="Gone")
    Path(record.cover_image.file.path).unlink()

    assert covers(client)["Gone"].name == "svg"


def test_pictures_cost_one_query_however_many(client: Client, committed: Committed) -> None:
    taken = []
    for more in (1, 9):
        with committed():
            with_pictures(more)
        client.get(CARDS)
        with CaptureQueriesContext(connection) as asked:
            assert len(covers(client)) > 0
        taken.append(len(asked))
    with CaptureQueriesContext(connection) as of_a_list:
        client.get("/en/search/")

    assert taken == [len(of_a_list) + 1] * 2


def test_a_record_offers_its_picture_small_and_large_in_a_newer_format_and_an_older(
    client: Client, committed: Committed
) -> None:
    with committed():
        record = with_pictures(1)

    soup = page(client, record.get_url())

    source = one(soup, ".record__text picture > source")
    assert source["type"] == "image/avif"
    picture = one(soup, ".record__text picture > img")
    for tag, ending in ((source, ".avif"), (picture, ".jpg")):
        sizes = [part.split() for part in str(tag["srcset"]).split(",")]
        assert [width for _address, width in sizes] == ["480w", "960w"]
        assert all(address.endswith(ending) for address, _width in sizes)
    assert (picture["width"], picture["height"]) == ("480", "320")
