"""The rules of Mozilla's HTTP Observatory (version 1.4, its scoring table), applied to an answer of ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

HALF_A_YEAR = 15_768_000
SAFE_REFERRER = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
A_PLUS = 100


@dataclass(frozen=True, kw_only=True)
class Found:
    """One rule: how many points it gives or takes, and whether it was kept."""

    rule: str
    points: int
    kept: bool


def directives(policy: str) -> dict[str, list[str]]:
    """A content security policy, taken apart."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {part[0].lower(): part[1:] for part in parts}


def judge(headers: Mapping[str, str], *, cookies: list[str], html: str, is_secure: bool) -> list[Found]:
    """Every rule that one answer can be held to; redirection and preloading are about the site as a whole.

    Bonus points: no fallback in the policy (10), a policy for frames (5), referrer (5), resources (10), cookies (5).
    """
    policy = directives(headers.get("Content-Security-Policy", ""))
    sources = {
        name: " ".join(policy.get(name, policy.get("default-src", ["*"]))) for name in ("script-src", "style-src")
    }
    unsafe = re.search(r"unsafe-|data:|\*|https?:(?!//)", " ".join(sources.values()))
    strict = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    foreign = re.findall(r"<script[^>]+src=[\"'](?:https?:)?//", html)
    return [
        Found(
            rule="csp", points=10 if policy.get("default-src") == ["'none'"] else 0, kept=bool(policy) and not unsafe
        ),
        Found(rule="csp-base-and-form", points=0, kept={"base-uri", "form-action"} <= set(policy)),
        Found(rule="frames", points=5, kept=policy.get("frame-ancestors") == ["'none'"]),
        Found(rule="nosniff", points=0, kept=headers.get("X-Content-Type-Options") == "nosniff"),
        Found(rule="referrer", points=5, kept=headers.get("Referrer-Policy", "") in SAFE_REFERRER),
        Found(rule="hsts", points=0, kept=not is_secure or bool(strict and int(strict.group(1)) >= HALF_A_YEAR)),
        Found(rule="resources", points=10, kept=headers.get("Cross-Origin-Resource-Policy") == "same-origin"),
        Found(rule="opener", points=0, kept=headers.get("Cross-Origin-Opener-Policy") == "same-origin"),
        Found(rule="cors", points=0, kept="Access-Control-Allow-Origin" not in headers),
        Found(rule="scripts", points=0, kept=not foreign),
        Found(rule="cookies", points=5, kept=all(_is_closed(cookie) for cookie in cookies)),
        Found(rule="nothing-told", points=0, kept="X-Powered-By" not in headers),
    ]


def _is_closed(cookie: str) -> bool:
    """Only over https, not for scripts, not for other sites, for this host alone."""
    said = cookie.lower()
    return all(word in said for word in ("secure", "httponly", "samesite", "path=/")) and "domain=" not in said


def broken(found: list[Found]) -> list[str]:
    """The rules that were not kept."""
    return [one.rule for one in found if not one.kept]


def score(found: list[Found]) -> int:
    """As the Observatory counts: a hundred, and the bonus only where nothing was taken off."""
    if broken(found):
        return 100 - 20 * len(broken(found))
    return 100 + sum(one.points for one in found)
