"""A directory of our own on this machine: OpenID Connect as the standard says it, and every way to lie about it."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "burgerkracht", "geheim-van-de-toepassing"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """What the directory knows and how it answers; tests change the claims, or the whole token."""

    def __init__(self, address: str) -> None:
        self.issuer = address
        self.claims: dict[str, Any] = {"sub": "1", "email_verified": True}
        self.about: dict[str, Any] | None = None
        self.asked: dict[str, str] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.algorithm, self.key, self.kid = "RS256", KEY, "een"
        self.exchanges = 0
        # Per path what is said instead of an answer.
        self.rubbish: dict[str, bytes] = {}

    def discovery(self) -> dict[str, Any]:
        """What can be found where."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def keys(self) -> dict[str, Any]:
        """The public half."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [public | {"kid": "een", "use": "sig", "alg": "RS256"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """Somebody signed in: the way back, with a code."""
        self.asked, code = query, secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """A code for a token, once, from who asked for it, with the verifier of the challenge."""
        asked = self.codes.pop(form.get("code", ""), None)
        self.exchanges += 1
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not asked or authorization != expected or asked.get("code_challenge") != challenge:
            return 400, {"error": "invalid_grant"}
        if asked["code_challenge_method"] != "S256" or asked["redirect_uri"] != form["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "toegang", "token_type": "Bearer", "id_token": self.id_token(asked)}

    def id_token(self, asked: dict[str, str]) -> str:
        """Who it is, signed; None takes a claim away. When, for who asked (OpenID Connect Core 1.0, 3.1.2.1)."""
        now = int(time.time())
        when = {"auth_time": now} if "max_age" in asked else {}
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
            "jti": secrets.token_hex(),
            **when,
        }
        said = {name: value for name, value in (claims | self.claims).items() if value is not None}
        key: Any = self.key if self.algorithm != "none" else None
        return jwt.encode(said, key, algorithm=self.algorithm, headers={"kid": self.kid})


class Handler(BaseHTTPRequestHandler):
    """The directory as a web server calls it."""

    provider: Provider

    def answer(self, status: int, body: dict[str, Any], **headers: str) -> None:
        """With these headers."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.provider.rubbish.get(urlsplit(self.path).path) or json.dumps(body).encode())

    def do_GET(self) -> None:
        """Everything but a code for a token."""
        parts, provider = urlsplit(self.path), self.provider
        if parts.path == "/authorize":
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.answer(302, {}, Location=provider.authorize(query))
        elif parts.path == "/userinfo":
            self.answer(200, provider.claims if provider.about is None else provider.about)
        else:
            self.answer(200, provider.keys() if parts.path == "/keys" else provider.discovery())

    def do_POST(self) -> None:
        """A code for a token."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.answer(*self.provider.token(dict(parse_qsl(body)), self.headers.get("Authorization", "")))

    def log_message(self, *_args: object) -> None:
        """Nothing."""


@contextmanager
def running() -> Iterator[Provider]:
    """The directory, for as long as a test needs it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = type("Here", (Handler,), {"provider": provider})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
