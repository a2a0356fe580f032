"""Log-ins: django-allauth's own settings, and what of Wagtail's it replaces."""

import environ

# A second factor for everyone who reaches the admin, asked for at its door.
MEYDAN_MFA_REQUIRED = environ.Env().bool("MEYDAN_MFA_REQUIRED", default=True)

# Alone: a second backend would check, and count, every password twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:index"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
# Notes in the security log what a person ends of her own sessions.
USERSESSIONS_ADAPTER = "accounts.sessions.SessionsAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "add_email": "accounts.forms.AddressForm",
    "change_email": "accounts.forms.ChangeAddressForm",
    "reset_password": "accounts.forms.ResetForm",
}
ACCOUNT_USER_DISPLAY = "accounts.adapter.name_of"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# By link, nobody with a second factor could change her address.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes the site write to a stranger
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# Who may not read a page is sent to log in as somebody who may; sent back, she would circle.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False

MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "add_webauthn": "accounts.forms.AddKeyForm",
    "edit_webauthn": "accounts.forms.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Meydan"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones go wrong

# Passwords and addresses are changed on the account's pages only, which check and tell.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
