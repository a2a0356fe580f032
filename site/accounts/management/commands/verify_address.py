"""`verify_address NAME`: let somebody log in on a server that sends no mail yet."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction


class Command(BaseCommand):
    """Takes an account's e-mail address as verified, without a code sent to it."""

    help = "Take the e-mail address of an account as verified, where the site sends no mail yet."

    def add_arguments(self, parser: CommandParser) -> None:
        """The account, and its address where it has none."""
        parser.add_argument("name", help="user name of the account")
        parser.add_argument("--address", help="its e-mail address, where it has none yet")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Verify.

        Raises:
            CommandError: where there is no such account, or no address of its own.
        """
        user = get_user_model()._default_manager.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['name']}.")
        address = options["address"] or user.email
        if not address:
            raise CommandError("The account has no e-mail address: give one with --address.")
        validate_email(address)
        others = EmailAddress.objects.filter(email__iexact=address).exclude(user=user)
        if others.exists():
            raise CommandError(f"{address} belongs to another account.")
        user.email = address
        user.save(update_fields=["email"])
        EmailAddress.objects.filter(user=user).delete()
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
        self.stdout.write(f"{user.get_username()} logs in with {address}.")
