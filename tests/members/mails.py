"""What stands in the mails that were sent."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit


def link(mail: Any) -> str:
    """The path of the link that a mail is sent for."""
    found = re.search(r"https?://\S+/account/invitation/\S+", mail.body)
    assert found is not None
    return urlsplit(found[0]).path


def to(address: str, mails: Sequence[Any]) -> list[Any]:
    """The mails for one address."""
    return [mail for mail in mails if mail.to == [address]]
