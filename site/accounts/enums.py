from django.db import models
from django.utils.translation import pgettext_lazy


class Event(models.TextChoices):
    """What the security log tells of."""

    LOGGED_IN = "logged-in", pgettext_lazy("security log", "logged in")
    LOGIN_FAILED = "log-in-failed", pgettext_lazy("security log", "log-in failed")
    LOGGED_OUT = "logged-out", pgettext_lazy("security log", "logged out")
    REFUSED = "refused", pgettext_lazy("security log", "refused")
    PASSWORD_CHANGED = "password-changed", pgettext_lazy("security log", "password changed")
    ADDRESS_CHANGED = "address-changed", pgettext_lazy("security log", "e-mail address changed")
    SECOND_FACTOR_ADDED = (
        "second-factor-added",
        pgettext_lazy("security log", "second factor added"),
    )
    SECOND_FACTOR_REMOVED = (
        "second-factor-removed",
        pgettext_lazy("security log", "second factor removed"),
    )
    SECOND_FACTOR_USED = (
        "second-factor-used",
        pgettext_lazy("security log", "second factor used"),
    )
    SESSIONS_ENDED = "sessions-ended", pgettext_lazy("security log", "sessions ended")
    ROLE_CHANGED = "role-changed", pgettext_lazy("security log", "role changed")
    MEMBERSHIP_CHANGED = (
        "membership-changed",
        pgettext_lazy("security log", "membership changed"),
    )
    INVITED = "invited", pgettext_lazy("security log", "invited")
    CONTACT = "contact", pgettext_lazy("security log", "message to a record’s owner")
    SIGN_OFF = "sign-off", pgettext_lazy("security log", "sign-off without an account")
    EXPORT = "export", pgettext_lazy("security log", "file taken away")
    FILE_REFUSED = "file-refused", pgettext_lazy("security log", "file refused")
