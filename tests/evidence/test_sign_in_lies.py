"""Every lie a directory can tell, with the checks in place and with each of them taken away."""

import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.provider import Conversation
from tests.accounts.provider import CLIENT, OTHER_KEY, SECRET, Provider
from tests.accounts.test_single_sign_on import HIGH, ask, directory, is_in, sign_in_there
from tests.factories import make_user

pytestmark = pytest.mark.django_db
__all__ = ["directory"]

CLAIMS: dict[str, dict[str, Any]] = {
    "nonce van een ander": {"nonce": "een-andere-vraag"},
    "geen nonce": {"nonce": None},
    "voor een andere toepassing": {"aud": "een-andere-toepassing"},
    "voor twee toepassingen": {"aud": [CLIENT, "een-andere-toepassing"]},
    "op naam van een andere toepassing": {"azp": "een-andere-toepassing"},
    "van een andere uitgever": {"iss": "https://elders.example"},
    "verlopen": {"exp": int(time.time()) - 3600},
    "zonder einde": {"exp": None},
    "uit de toekomst": {"iat": int(time.time()) + 3600},
    "over niemand": {"sub": None},
    "onbekend adres": {"email": "niemand@example.nl"},
    "onbevestigd adres": {"email_verified": False},
    "te laag niveau": {"acr": "urn:acr:password"},
}
KEYS: dict[str, tuple[str, Any]] = {
    "zonder handtekening": ("none", None),
    "handtekening van een ander": ("RS256", OTHER_KEY),
    "met ons eigen geheim ondertekend": ("HS256", SECRET * 2),
}


def believed(directory: Provider, lie: str) -> bool:
    """Whether this lie opens a page."""
    cache.clear()
    claims, key = dict(directory.claims), (directory.algorithm, directory.key)
    directory.claims |= CLAIMS.get(lie, {})
    directory.algorithm, directory.key = KEYS.get(lie, key)
    directory.about = {"sub": "1"}
    browser = Client()
    try:
        sign_in_there(browser)
        return is_in(browser)
    finally:
        directory.claims, (directory.algorithm, directory.key) = claims, key


def stolen_answers(directory: Provider) -> list[str]:
    """The ways in which somebody gets in with an answer that was meant for another browser or question."""
    owner, thief, found = Client(), Client(), []
    answer = ask(owner)
    thief.get(answer)
    found += ["antwoord in een andere browser"] if is_in(thief) else []
    owner.get(answer)
    owner.logout()
    owner.get(answer)
    found += ["antwoord nog eens"] if is_in(owner) else []
    return found


def test_no_lie_is_believed(directory: Provider, figure: Callable[[str, Any], None]) -> None:
    make_user(email="ada@example.nl")
    told = [*CLAIMS, *KEYS]
    opened = [lie for lie in told if believed(directory, lie)] + stolen_answers(directory)
    figure("lies", {"told": len(told) + 2, "believed": opened})
    # The truth opens the door, or nothing was shown above.
    assert believed(directory, "de waarheid")
    assert opened == []


def test_what_is_believed_when_a_check_is_gone(
    directory: Provider, settings: Settings, monkeypatch: pytest.MonkeyPatch, figure: Callable[[str, Any], None]
) -> None:
    """The control: each check taken away by itself."""
    make_user(email="ada@example.nl")
    opened = []
    whole = jwt.decode

    def unsigned(token: str, **_how: Any) -> Any:
        return whole(token, options={"verify_signature": False})

    with monkeypatch.context() as broken:
        broken.setattr(Conversation, "_check", lambda *_: None)
        opened += [
            lie for lie in ("nonce van een ander", "op naam van een andere toepassing") if believed(directory, lie)
        ]
    with monkeypatch.context() as broken:
        broken.setattr(jwt, "decode", unsigned)
        opened += [lie for lie in ("verlopen", "handtekening van een ander") if believed(directory, lie)]
    SocialAccount.objects.all().delete()
    settings.OIDC_TRUST_EMAIL = True
    opened += [lie for lie in ("onbevestigd adres",) if believed(directory, lie)]
    settings.OIDC_ACR = [HIGH, "urn:acr:password"]
    opened += [lie for lie in ("te laag niveau",) if believed(directory, lie)]
    figure("lies_control", {"told": 6, "believed": opened})
