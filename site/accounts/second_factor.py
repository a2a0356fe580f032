"""What is ours in allauth's second factor: secrets nobody reads, and one that must stay."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.rights import has_second_factor, reaches_admin


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth asks here before it decides; named by `MFA_ADAPTER`."""

    def encrypt(self, text: str) -> str:
        """For the database, so that a backup alone opens nobody's account."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` was given, under this secret key or one of the earlier ones.

        Raises:
            ValidationError: where the key it was stored with is no longer known.
        """
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise self.validation_error("incorrect_code") from None

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last of somebody who needs one."""
        if not (settings.MEYDAN_MFA_REQUIRED and reaches_admin(authenticator.user)):
            return True
        return has_second_factor(authenticator.user, besides=authenticator)


def _cipher() -> MultiFernet:
    keys = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([_key(f"accounts.second_factor:{key}") for key in keys])


def _key(text: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(text.encode()).digest()))


@receiver(authenticator_added)
def count_as_shown(
    request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Who has just set it up has just shown it: the door need not ask again."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
