"""Plain pages of text."""

import pytest
from django.test import Client

from home.models import StandardPage
from tests.factories.pages import home

pytestmark = pytest.mark.django_db


def test_sub_headings_follow_the_title_without_a_gap(client: Client) -> None:
    text = "<h3>Who we are</h3><p>A union; 3 &lt; h3.</p><h4>Since when</h4>"
    about = home().add_child(instance=StandardPage(title="About", body=[("text", text)]))
    content = client.get(about.url).content.decode()
    assert "<h2>Who we are</h2>" in content
    assert "<h3>Since when</h3>" in content
    assert "3 &lt; h3." in content
