"""Single sign-on: what allauth does, with the checks it leaves out. Its registry looks for a module of this name."""

from hashlib import sha256
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

# Keys that only the directory has; never "none", and none where our own secret would be the key.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
# How and when somebody proved who they are is believed of the signed token alone.
SIGNED_ONLY = frozenset({"acr", "amr", "auth_time"})
# Seconds that two clocks may differ.
LEEWAY = 30
KEY_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC"}


def nonce_of(code_verifier: str) -> str:
    """Binds the answer to the browser that asked: the verifier never leaves the session until the code is used."""
    return sha256(f"nonce:{code_verifier}".encode()).hexdigest()


class Conversation(OpenIDConnectOAuth2Adapter):
    """One sign-in: from asking the directory to believing its answer (OpenID Connect Core 1.0, 3.1.3.7)."""

    verifier = ""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """One address, whatever the directory is called."""
        return request.build_absolute_uri(reverse("sso_callback"))

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        """Use the code, once, with the verifier that goes with it."""
        if not pkce_code_verifier:
            raise OAuth2Error("no verifier")
        self.verifier = pkce_code_verifier
        return super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who it is; what the identity token says goes before what the directory says of the person."""
        claims = self._decode_id_token(app, kwargs["response"].get("id_token") or "")
        has_more = "userinfo_endpoint" in self.openid_config
        about = self._fetch_user_info(token.token) if has_more else {"sub": claims["sub"]}
        if about.get("sub") != claims["sub"]:
            raise OAuth2Error("the answers are about two people")
        login = self.get_provider().sociallogin_from_response(request, {"id_token": about | claims})
        login.claims = {name: value for name, value in about.items() if name not in SIGNED_ONLY} | claims
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """The claims; raises OAuth2Error unless signed by the directory, for us, now, and for this very question."""
        try:
            key = self._key_of(jwt.get_unverified_header(id_token))
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key,
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": NEEDED},
            )
        except (jwt.PyJWTError, AttributeError, LookupError, NotImplementedError, TypeError) as error:
            raise OAuth2Error("the identity token is not to be believed") from error
        self._check(app, claims)
        return claims

    def _key_of(self, header: dict[str, Any]) -> Any:
        """The key that this token names, if it is of the kind that the token says; raises OAuth2Error otherwise."""
        kind = KEY_TYPES.get(str(header.get("alg", ""))[:2])
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        for key in answer.json()["keys"]:
            if key.get("kid") == header.get("kid") and key.get("kty") == kind and key.get("use", "sig") == "sig":
                return jwt.PyJWK(key, algorithm=header["alg"]).key
        raise OAuth2Error("no key of the directory fits")

    def _check(self, app: SocialApp, claims: dict[str, Any]) -> None:
        """What the library does not look at."""
        if claims["nonce"] != nonce_of(self.verifier):
            raise OAuth2Error("an answer to another question")
        parties = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if claims.get("azp", app.client_id) != app.client_id or (len(parties) > 1 and "azp" not in claims):
            raise OAuth2Error("a token for another party")
        if self.openid_config["issuer"].rstrip("/") != app.settings["server_url"]:
            raise OAuth2Error("another directory than the one that was asked")
        # A token that carries a number of its own is believed once.
        jwtkit.verify_jti(claims)


class Directory(OpenIDConnectProvider):
    """The directory of the municipality."""

    oauth2_adapter_class = Conversation

    def get_pkce_params(self) -> dict[str, Any]:
        """The challenge, and the nonce that goes with it."""
        params: dict[str, Any] = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing about the person is kept but who it is there."""
        return {}


provider_classes = [Directory]
