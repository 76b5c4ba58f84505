"""A colleague makes a passkey, and signs in with it: as the second step, and instead of the password."""

import pytest
from allauth.mfa.models import Authenticator

from accounts.models import User
from tests.factories import PASSWORD
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def visitor_with_device(street: Street, width: int) -> Visitor:
    """Somebody at a laptop that knows its owner's finger; by name, as a passkey is for a name and not for a number."""
    visitor = street.visitor(width)
    visitor.address = visitor.address.replace("127.0.0.1", "localhost")
    device = visitor.context.new_cdp_session(visitor.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return visitor


def type_password(visitor: Visitor, user: User) -> None:
    visitor.go("/account/login/")
    visitor.fill(login=user.email, password=PASSWORD)
    visitor.press("Inloggen")


def show_finger(visitor: Visitor, button: str, *, then: str) -> None:
    """The device answers by itself, a moment later; look at where that leads."""
    with visitor.page.expect_navigation(url=f"**{then}"):
        visitor.page.get_by_role("button", name=button, exact=True).click()
    visitor.page.wait_for_load_state()
    visitor.look()


def sign_out(visitor: Visitor) -> None:
    visitor.context.clear_cookies()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_finger_in_the_place_of_a_password(street: Street, town: object, width: int) -> None:
    user = User.objects.create_user("finger@example.nl", PASSWORD, name="Finger")
    visitor = visitor_with_device(street, width)
    type_password(visitor, user)
    visitor.press("Maak een passkey op dit apparaat")
    visitor.fill(name="laptop van het werk")
    show_finger(visitor, "Passkey maken", then="/2fa/recovery-codes/")
    assert Authenticator.objects.get(user=user, type="webauthn").wrap().name == "laptop van het werk"
    visitor.go("/account/2fa/")
    assert "laptop van het werk" in visitor.text()

    sign_out(visitor)
    type_password(visitor, user)
    show_finger(visitor, "Verder met uw passkey", then="/werk/")

    sign_out(visitor)
    visitor.go("/account/login/?next=/initiatieven/")
    show_finger(visitor, "Inloggen met een passkey", then="/initiatieven/")

    # A device that lost the key: the page says so and the other ways stay.
    sign_out(visitor)
    Authenticator.objects.filter(user=user).delete()
    visitor.go("/account/login/")
    show_finger(visitor, "Inloggen met een passkey", then="/account/login/")
