"""The mails that the site itself writes, each from a family of templates in `emails/`."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, TemplateDoesNotExist, engines
from django.utils import translation
from django.utils.text import Truncator
from wagtail.models import Site

from core.i18n import direction
from mail import unsubscribing
from mail.addresses import bare
from mail.enums import Pace
from mail.models import HeldMail
from mail.preferences import DIGEST, pace_for

LONGEST_SUBJECT = 250  # characters: nobody's inbox shows more, and a header line has its limit
# Those of French inside quotation marks stay.
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
FOOT = "\n-- \n"  # what `emails/base.txt` ends with begins so


class Mail(EmailMultiAlternatives):
    """A mail that knows what the outbox notes of it."""

    language = ""
    kind = ""
    essential = True


def send(
    template: str,
    to: str,
    language: str,
    context: Mapping[str, Any],
    *,
    essential: bool = True,
    reply_to: str = "",
) -> bool:
    """Write to one person in her language; it leaves with the current transaction.

    `emails/<template>.subject.txt`, `.txt` and `.html` get the context and `language`,
    `direction`, `site_name`, `site_address`, and the last also `subject`; texts are escaped in
    HTML only. What is not `essential` also needs `emails/<template>.kind.txt`, which names what
    she can unsubscribe from, as in “Calls for practices”, and gets `kind` and
    `unsubscribe_address`. Where she has chosen so it is held back for her next digest.

    An answer goes to `reply_to`, an address that she may know; without one, to the site's own.

    Returns whether it was written: not where she wants none of this kind.

    Raises:
        ValueError: where the address is none.
    """
    address = bare(to)
    pace = Pace.AT_ONCE if essential else pace_for(template, address)
    if pace == Pace.NONE:
        return False
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known):
        mail = _written(template, to, {**context, **_frame(known)}, essential, address)
    mail.language, mail.kind, mail.essential = known, template, essential
    mail.reply_to = [bare(reply_to)] if reply_to else []
    if pace == Pace.DAILY and template != DIGEST:
        _hold(mail, address)
    else:
        mail.send()
    return True


def render_text(template: str, context: Mapping[str, Any]) -> str:
    """A template as plain text, in which nothing is escaped."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    return str(engine.render_to_string(template, Context(dict(context), autoescape=False))).strip()


def name_of_kind(kind: str) -> str:
    """What readers know a kind by; empty for one that is no longer sent."""
    try:
        return render_text(f"emails/{kind}.kind.txt", {})
    except TemplateDoesNotExist:
        # Mails are read years later.
        return ""


def _written(
    template: str, to: str, context: dict[str, Any], essential: bool, address: str
) -> Mail:
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": context["language"]}
    if not essential:
        context["kind"] = render_text(f"emails/{template}.kind.txt", context)
        leave = urljoin(context["site_address"], unsubscribing.address_for(template, address))
        context["unsubscribe_address"] = leave
        headers["List-Unsubscribe"] = f"<{leave}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # A subject is one line, whatever a title within it holds.
    subject = _SPACES.sub(" ", render_text(f"emails/{template}.subject.txt", context))
    context["subject"] = Truncator(subject).chars(LONGEST_SUBJECT)
    text = render_text(f"emails/{template}.txt", context) + "\n"
    mail = Mail(context["subject"], text, None, [to], headers=headers)
    html = engines["django"].get_template(f"emails/{template}.html").render(context)
    mail.attach_alternative(html, "text/html")
    return mail


def _hold(mail: Mail, address: str) -> None:
    body = str(mail.body)
    HeldMail.objects.create(
        address=address.lower(),
        language=mail.language,
        kind=mail.kind,
        subject=str(mail.subject),
        # The digest has a foot of its own.
        text=(body.rpartition(FOOT)[0] or body).strip(),
    )


def _frame(language: str) -> dict[str, str]:
    site = Site.objects.filter(is_default_site=True).values_list("site_name", flat=True).first()
    return {
        "language": language,
        "direction": direction(language),
        "site_name": site or settings.WAGTAIL_SITE_NAME,
        "site_address": settings.WAGTAILADMIN_BASE_URL,
    }
