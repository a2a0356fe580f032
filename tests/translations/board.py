"""What tests read from the pages of the board."""

from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from core.models import KnowledgePage
from translations.models import RecordTranslation


def row_of(page: KnowledgePage, language: str = "tr") -> RecordTranslation:
    """What is known of a record's translation."""
    return RecordTranslation.objects.get(record=page.translation_key, language=language)


def board(client: Client, **choices: str) -> BeautifulSoup:
    """The board with these choices of its filter."""
    answer = client.get(f"{reverse('translations:board')}?{urlencode({'language': '', **choices})}")
    assert answer.status_code == 200
    return soup(answer)


def soup(answer: Any) -> BeautifulSoup:
    """What an answer shows."""
    return BeautifulSoup(answer.content, "html.parser")


def words(element: Tag | None) -> str:
    """The text of an element as it is read."""
    assert element is not None
    return " ".join(element.get_text(" ").split())


def cells(page: BeautifulSoup) -> dict[str, dict[str, Tag]]:
    """Every cell of the board, by title and language."""
    found: dict[str, dict[str, Tag]] = {}
    for row in page.select(".translation-board tbody tr"):
        title = words(row.select_one("th span"))
        found[title] = {str(cell["data-language"]): cell for cell in row.select("td")}
    return found


def record_address(page: KnowledgePage, language: str = "tr") -> str:
    """The page of one translation."""
    return reverse("translations:record", args=[page.translation_key, language])


def act(client: Client, action: str, *rows: RecordTranslation, **sent: Any) -> Any:
    """Press a button of the board, or of a translation's page."""
    data = {"action": action, "cells": [row.pk for row in rows], **sent}
    return client.post(reverse("translations:act"), data)


def told(client: Client) -> str:
    """What the admin says on its next page."""
    return words(soup(client.get(reverse("translations:board"))).select_one(".messages"))
