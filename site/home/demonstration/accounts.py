"""Accounts to try every role with; their passwords are public, so they never leave development."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from home.demonstration.tree import Homes

MAIL_DOMAIN = "example.org"


@dataclass(frozen=True)
class Account:
    """Someone who logs in."""

    name: str
    first_name: str
    last_name: str
    role: str
    group: str = ""

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
    Account("gaziantep", "Gül", "Gaziantep", "representative of Gaziantep", "Representatives"),
    Account("istanbul", "İpek", "Istanbul", "representative of Istanbul", "Representatives"),
)


def table() -> str:
    """The accounts with their passwords, in columns."""
    rows = [("account", "password", "role")]
    rows += [(account.name, account.password, account.role) for account in ACCOUNTS]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return "\n".join(
        f"{name:<{widths[0]}}  {password:<{widths[1]}}  {role}" for name, password, role in rows
    )


def load_accounts(homes: Homes) -> int:
    """Create the groups and accounts that are missing; how many accounts were."""
    _load_group("Reviewers", list(homes.values()))
    Group.objects.get_or_create(name="Representatives")
    users = get_user_model()._default_manager
    names = [account.name for account in ACCOUNTS]
    known = set(users.filter(username__in=names).values_list("username", flat=True))
    missing = [account for account in ACCOUNTS if account.name not in known]
    for account in missing:
        _create(account)
    return len(missing)


def _create(account: Account) -> None:
    users = get_user_model()._default_manager
    create = users.create_user if account.group else users.create_superuser
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


def _load_group(name: str, trees: list[Page]) -> None:
    """A group that may write below these pages; one that exists keeps the rights it has."""
    group, created = Group.objects.get_or_create(name=name)
    if not created:
        return
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for tree in trees:
        for right in ("add_page", "change_page"):
            GroupPagePermission.objects.create(
                group=group, page=tree, permission=Permission.objects.get(codename=right)
            )
