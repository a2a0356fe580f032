"""`reset_second_factor NAME`: for somebody who has lost hers, and her recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.sessions import end_sessions


class Command(BaseCommand):
    """Takes an account's second factors away, and ends its sessions."""

    help = "Take away the second factors of an account whose owner has lost them."

    def add_arguments(self, parser: CommandParser) -> None:
        """The account."""
        parser.add_argument("name", help="user name of the account")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Take away.

        Raises:
            CommandError: where there is no such account.
        """
        user = get_user_model()._default_manager.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['name']}.")
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
        self.stdout.write(f"{user.get_username()} logs in with the password alone.")
