"""What opens something does not come into the server's own log."""

import pytest
from django.test import Client

SECRET = "open-sesame"


@pytest.mark.django_db
def test_an_address_is_written_down_without_it(caplog: pytest.LogCaptureFixture) -> None:
    # The page takes no file; what is refused, Django writes down.
    assert Client().put(f"/en/mail/unsubscribe/{SECRET}/").status_code == 405
    assert "/en/mail/unsubscribe/…/" in caplog.text
    assert SECRET not in caplog.text
