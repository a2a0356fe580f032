"""Accounts to try every role with; their passwords are public, so they never leave development."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from members.models import Membership
from taxonomy.models import Organisation

MAIL_DOMAIN = "example.org"


@dataclass(frozen=True)
class Account:
    """Someone who logs in."""

    name: str
    first_name: str
    last_name: str
    role: str
    group: str = ""
    represents: str = ""  # the code of a municipality
    lead: bool = False

    @property
    def password(self) -> str:
        """The password, the same on every installation."""
        return f"meydan-{self.name}"

    @property
    def email(self) -> str:
        """An address in a domain reserved for examples."""
        return f"{self.name}@{MAIL_DOMAIN}"


ACCOUNTS = (
    Account("administrator", "Ada", "Administrator", "administrator"),
    Account("editor", "Eda", "Editor", "editor: publishes", "Moderators"),
    Account("reviewer", "Remzi", "Reviewer", "reviewer: edits, does not publish", "Reviewers"),
    Account("translator", "Tarık", "Translator", "translator into Turkish", "Translators (tr)"),
    Account("arabic", "Amina", "Arabic", "translator into Arabic", "Translators (ar)"),
    Account("french", "Flore", "French", "translator into French", "Translators (fr)"),
    Account(
        "checker",
        "Çiğdem",
        "Checker",
        "approves translations into Turkish",
        "Translation reviewers (tr)",
    ),
    Account(
        "gaziantep",
        "Gül",
        "Gaziantep",
        "lead representative of Gaziantep",
        represents="gaziantep-metropolitan-municipality",
        lead=True,
    ),
    Account(
        "colleague",
        "Kerem",
        "Colleague",
        "representative of Gaziantep",
        represents="gaziantep-metropolitan-municipality",
    ),
    Account(
        "istanbul",
        "İpek",
        "Istanbul",
        "lead representative of Istanbul",
        represents="istanbul-metropolitan-municipality",
        lead=True,
    ),
)


def table() -> str:
    """The accounts with their passwords, in columns."""
    rows = [("account", "password", "role")]
    rows += [(account.name, account.password, account.role) for account in ACCOUNTS]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return "\n".join(
        f"{name:<{widths[0]}}  {password:<{widths[1]}}  {role}" for name, password, role in rows
    )


def load_accounts() -> int:
    """Create the accounts that are missing; how many were."""
    users = get_user_model()._default_manager
    names = [account.name for account in ACCOUNTS]
    known = {user.username: user for user in users.filter(username__in=names)}
    for account in ACCOUNTS:
        _represent(known.get(account.name) or _create(account), account)
    return len(ACCOUNTS) - len(known)


def _create(account: Account) -> Any:
    users = get_user_model()._default_manager
    ordinary = account.group or account.represents
    create = users.create_user if ordinary else users.create_superuser
    user = create(
        account.name,
        account.email,
        account.password,
        first_name=account.first_name,
        last_name=account.last_name,
    )
    # No code is sent to an address that nobody has.
    EmailAddress.objects.create(user=user, email=account.email, verified=True, primary=True)
    if account.group:
        user.groups.add(Group.objects.get(name=account.group))
    return user


def _represent(user: Any, account: Account) -> None:
    if not account.represents or user.memberships.exists():
        return
    organisation = Organisation.objects.get(code=account.represents)
    Membership.objects.create(user=user, organisation=organisation, lead=account.lead)
