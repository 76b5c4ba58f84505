"""What allauth does differently about second factors here: secrets are sealed, and the last one stays."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.second_step import has_factor

# In front of what is sealed; what lacks it was kept before sealing came, and is sealed by `seal_factors`.
SEALED = "fernet:"
# Where allauth keeps a secret of each kind of factor.
SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def keyring() -> MultiFernet:
    """The first key seals, every key opens."""
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(key.encode()).digest())) for key in settings.FACTOR_KEYS])


def seal(text: str) -> str:
    """A secret as it lies in the database: worth nothing to who has the database alone."""
    return SEALED + keyring().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """The secret itself; raises InvalidToken where none of the keys fits."""
    if not text.startswith(SEALED):
        return text
    return keyring().decrypt(text.removeprefix(SEALED).encode()).decode()


@transaction.atomic
def seal_anew() -> int:
    """Seal every secret with the first key, after which older keys may go; how many there were."""
    rows = list(Authenticator.objects.select_for_update().filter(type__in=SECRETS).order_by("pk"))
    for row in rows:
        name = SECRETS[Authenticator.Type(row.type)]
        row.data[name] = seal(unseal(row.data[name]))
        row.save(update_fields=["data"])
    return len(rows)


class SealedFactors(DefaultMFAAdapter):
    """The app, passkeys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code of passkey klopt niet, of is al gebruikt."),
        "cannot_delete_authenticator": _("Dit is uw laatste tweede stap. Stel eerst een andere in."),
    }

    def encrypt(self, text: str) -> str:
        """Sealed with a key that is not in the database."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it was before."""
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one: without it there would be no way back in."""
        user = authenticator.user
        return isinstance(user, User) and has_factor(user, besides=authenticator)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A name to begin with."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return str(gettext("Passkey %d") % number)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host it is for, under a name people know."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.MFA_TOTP_ISSUER}
