"""What is ours in allauth's log-ins: who may sign up, where one lands, what mails say."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import translation
from wagtail.models import Site
from wagtail.users.models import UserProfile

from accounts.rights import reaches_admin
from core.clients import client_address

# Where the server knows no address, all are one client to the limits.
NOBODY = "::"


class AccountAdapter(DefaultAccountAdapter):
    """allauth asks here before it decides; named by `ACCOUNT_ADAPTER`."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only to who was invited: the invitation stashes her address in the session."""
        return bool(request.session.get("account_verified_email"))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The admin for who works there, the desk for representatives, else the home page."""
        user: Any = request.user
        if reaches_admin(user):
            return resolve_url("wagtailadmin_home")
        active = apps.get_model("members.Membership")._default_manager.active()
        if active.filter(user=user).exists():
            return resolve_url(settings.LOGIN_REDIRECT_URL)
        return resolve_url("wagtail_serve", "")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """As after any other log-in."""
        return self.get_login_redirect_url(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The home page, in the language of the reader."""
        return resolve_url("wagtail_serve", "")

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits go by and that mails name."""
        return client_address(request) or NOBODY

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in the language of who receives it, not of who asks, and in the site's name."""
        with translation.override(_language_of(email, context.get("user"))):
            super().send_mail(template_prefix, email, {"current_site": _site(), **context})


def name_of(user: Any) -> str:
    """What allauth's pages and mails call a person; named by `ACCOUNT_USER_DISPLAY`."""
    name: str = user.get_full_name() or user.get_username()
    return name


def _language_of(email: str, user: Any) -> str:
    """What the addressee has chosen; else the language the page is read in."""
    if user is None:
        known = EmailAddress.objects.filter(email__iexact=email).select_related("user").first()
        user = known and known.user
    profile = user and UserProfile.objects.filter(user=user).first()
    chosen: str = profile.preferred_language if profile else ""
    return chosen or translation.get_language() or settings.LANGUAGE_CODE


def _site() -> dict[str, str]:
    site = Site.objects.filter(is_default_site=True).first()
    name = (site and site.site_name) or settings.WAGTAIL_SITE_NAME
    return {"name": name, "domain": settings.WAGTAILADMIN_BASE_URL}
