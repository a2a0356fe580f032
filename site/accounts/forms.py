"""allauth's forms, with labels that say what is asked for."""

from typing import Any

from allauth.account import forms
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.forms import CharField, Field, fields_for_model
from django.utils.translation import gettext, gettext_lazy

KEY_NAME = gettext_lazy("Name of the key")


class LoginForm(forms.LoginForm):
    """Address or name, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext("E-mail address or user name")
        del self.fields["login"].widget.attrs["placeholder"]


class _AddressMixin:
    """An address is called the same in every form."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = gettext("E-mail address")
        del self.fields["email"].widget.attrs["placeholder"]


class AddressForm(_AddressMixin, forms.AddEmailForm):
    """Another address for an account."""


class ChangeAddressForm(_AddressMixin, forms.ChangeEmailForm):
    """Another address, while the first one still waits for its code."""


class ResetForm(_AddressMixin, forms.ResetPasswordForm):
    """Where to send the link that sets a new password."""


class SignupForm(_AddressMixin, forms.SignupForm):
    """A new account, for the address that was invited and no other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = context.request.session.get("account_verified_email") or ""
        self.fields["email"].initial = self.invited
        self.fields["email"].widget.attrs["readonly"] = True
        for name in ("first_name", "last_name"):
            self.fields[name] = fields_for_model(get_user_model(), [name])[name]
            self.fields[name].required = True
        self.order_fields(["email", "first_name", "last_name", "password1"])

    def clean_email(self) -> str:
        """The invited address.

        Raises:
            ValidationError: for any other.
        """
        email: str = super().clean_email()
        if email.lower() != self.invited.lower():
            raise ValidationError(gettext("Your invitation is for another address."))
        return email


class _OnceMixin:
    """A code is taken once, for as long as any clock would accept it.

    allauth remembers it for one period; with a tolerance it is good for several.
    """

    user: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        key = f"accounts:code:{self.user.pk}:{normalize_user_code(code)}"
        good_for = mfa.TOTP_PERIOD * (2 * mfa.TOTP_TOLERANCE + 1)
        if not cache.add(key, 1, good_for):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_OnceMixin, AuthenticateForm):
    """The second step of a log-in."""


class CodeAgainForm(_OnceMixin, ReauthenticateForm):
    """The second factor, shown again."""


class AddKeyForm(AddWebAuthnForm):
    """A new passkey or security key."""

    name = CharField(label=KEY_NAME, required=False)


class EditKeyForm(EditWebAuthnForm):
    """Another name for a key."""

    name = CharField(label=KEY_NAME, required=True)
