"""A passkey in software: it answers as a device would, and as one that a thief holds who cannot unlock it."""

import json
import secrets
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from accounts.models import User

FLAG = AuthenticatorData.FLAG
HERE, ORIGIN = "testserver", "https://testserver"
PRESENT, UNLOCKED, ATTESTED = FLAG.UP, FLAG.UV, FLAG.AT


def text(raw: bytes) -> str:
    """As the browser writes bytes."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


class SoftKey:
    """Bound to one person, kept as if it had been added on the page."""

    def __init__(self, user: User) -> None:
        self.user, self.id, self.key = user, secrets.token_bytes(16), ec.generate_private_key(ec.SECP256R1())
        attested = AttestedCredentialData.create(
            b"\x00" * 16,
            self.id,
            ES256.from_cryptography_key(self.key.public_key()),  # type: ignore[no-untyped-call]
        )
        data = AuthenticatorData.create(sha256(HERE.encode()), PRESENT | UNLOCKED | ATTESTED, 0, attested)
        made = self._said({
            "attestationObject": text(bytes(AttestationObject.create("none", data, {}))),
            "clientDataJSON": text(self._about("webauthn.create", "AAAA", ORIGIN)),
        })  # fmt: skip
        self.row = Authenticator.objects.create(
            user=user, type="webauthn", data={"name": "laptop", "credential": made, "passwordless": True}
        )

    def answer(
        self, options: dict[str, Any], *, flags: AuthenticatorData.FLAG = PRESENT | UNLOCKED, origin: str = ORIGIN
    ) -> str:
        """What the browser sends back to this question."""
        data = AuthenticatorData.create(sha256(HERE.encode()), flags, 1)
        about = self._about("webauthn.get", options["publicKey"]["challenge"], origin)
        signature = self.key.sign(bytes(data) + sha256(about), ec.ECDSA(SHA256()))
        said = {"authenticatorData": bytes(data), "clientDataJSON": about, "signature": signature}
        response = {name: text(raw) for name, raw in said.items()}
        return json.dumps(self._said(response | {"userHandle": text(user_pk_to_url_str(self.user).encode())}))

    def _said(self, response: dict[str, str]) -> dict[str, Any]:
        return {
            "id": text(self.id), "rawId": text(self.id), "type": "public-key",
            "clientExtensionResults": {}, "response": response,
        }  # fmt: skip

    def _about(self, kind: str, challenge: str, origin: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": False}).encode()
