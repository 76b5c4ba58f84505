"""Settings of signing in: passwords, the second step, single sign-on, and how often one may try."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import environ

env = environ.Env()


def origin_of(address: str) -> str:
    """The scheme and host of an address, as a content policy names it; empty for an empty address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def directory_id(issuer: str) -> str:
    """How a directory is named beside the people it vouches for: another issuer is another directory."""
    return f"oidc-{sha256(issuer.encode()).hexdigest()[:16]}"


def providers(*, issuer: str, client_id: str, secret: str, name: str, acr: list[str]) -> dict[str, Any]:
    """The directory as allauth wants to hear of it; none without an issuer."""
    wishes = {"acr_values": " ".join(acr)} if acr else {}
    app = {
        "provider_id": directory_id(issuer),
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/"), "auth_params": wishes, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app] if issuer else []}}


AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.CurrentAccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.NotTooLong"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "work"
LOGIN_URL = "account_login"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.tokens.CurrentAccountTokens"  # noqa: S105
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # For an invitation too.

MFA_ADAPTER = "accounts.factors.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # A finger, a face or a PIN: so that a passkey is two factors.
MFA_FORMS = {
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
    "authenticate_webauthn": "accounts.forms.PassWithPasskeyForm",
    "login_webauthn": "accounts.forms.SignInWithPasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.ProveWithPasskeyForm",
}
MFA_TOTP_ISSUER = "Burgerkracht"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # The invitation went there.
MFA_TOTP_TOLERANCE = 1  # Typing takes time.

# Single sign-on with the directory of the municipality; without an issuer there is none.
OIDC_ISSUER = env.str("OIDC_ISSUER", "")
OIDC_NAME = env.str("OIDC_NAME", "uw werkaccount")
# The levels at which the directory asked a second factor itself; at any other level ours is asked.
OIDC_ACR = env.list("OIDC_ACR", default=[])
# Only for a directory in which people cannot change their own address.
OIDC_TRUST_EMAIL = env.bool("OIDC_TRUST_EMAIL", False)
OIDC_ROLE_CLAIM = env.str("OIDC_ROLE_CLAIM", "")
OIDC_ROLES = env.dict("OIDC_ROLES", default={})
# No password, no invitation link and no passkey: the directory alone lets people in.
OIDC_ONLY = env.bool("OIDC_ONLY", False) and bool(OIDC_ISSUER)
# Where a sign-in form may lead: the directory too, where its page has another host than its name.
OIDC_FORM_ORIGINS = sorted({origin_of(OIDC_ISSUER), *env.list("OIDC_FORM_ORIGINS", default=[])} - {""})
SOCIALACCOUNT_ADAPTER = "kernen.directory.DirectoryAdapter"
SOCIALACCOUNT_PROVIDERS = providers(
    issuer=OIDC_ISSUER,
    client_id=env.str("OIDC_CLIENT_ID", ""),
    secret=env.str("OIDC_CLIENT_SECRET", ""),
    name=OIDC_NAME,
    acr=OIDC_ACR,
)
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
