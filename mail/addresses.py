"""Mail addresses as mail servers know them."""

from email.utils import parseaddr

from django.core.mail.message import sanitize_address


def bare(address: str) -> str:
    """The address without a name, its domain in ASCII: `ada@xn--mnchen-3ya.example`.

    Raises:
        ValueError: where it is none, holds a line break, or has letters before the `@` that
            only few mail servers take (they would have to be told by SMTPUTF8).
    """
    if address.splitlines() != [address]:  # which Python's parser leaves out
        raise ValueError(f"{address!r} is not one line of text.")
    _name, plain = parseaddr(sanitize_address(address, "utf-8"))
    local, _at, domain = plain.rpartition("@")
    if not (local and domain) or local.startswith("=?"):
        raise ValueError(f"{address!r} is no address that mail can be sent to.")
    return plain
