"""Counting failed tries, so that nobody can guess on and on; counted in the shared cache, for all workers together."""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest

TRIES = 5
WINDOW_SECONDS = 15 * 60
# The part of an IPv6 address that one household or company gets: the rest costs nothing to change.
IPV6_PREFIX = 64


class TooManyTries(Exception):
    """Nothing was looked up; the visitor has to wait."""


class Attempt:
    """One try, counted before it is made, so that many tries at once do not slip through together."""

    def __init__(self, *, what: str, by: Iterable[str], tries: int = TRIES, once: str = "") -> None:
        """Take a place among the few tries of each of these; raises TooManyTries where none is left. What is sent
        again under the same `once`, such as one form by an impatient finger, stays in the place it has.
        """
        self._tries, self._mark = tries, _name(what, once) if once else ""
        self._taken: list[str] = []
        for one in by:
            self._take(_name(what, one))

    def _take(self, name: str) -> None:
        """The first free place; adding to the cache is atomic, so a place is given once. Raises OperationalError where
        none is taken and none can be had: the cache keeps silent about a full disk, and nobody tried too often.
        """
        for place in (f"{name}:{number}" for number in range(self._tries)):
            if cache.add(place, self._mark, WINDOW_SECONDS):
                self._taken.append(place)
                return
            if self._mark and cache.get(place) == self._mark:
                return
        self.give_back()
        if not _can_be_written(f"{name}:written"):
            raise OperationalError("the cache cannot be written")
        raise TooManyTries

    def give_back(self) -> None:
        """This try does not count: it was right, or never made. Earlier failures end with time alone."""
        cache.delete_many(self._taken)


def _can_be_written(mark: str) -> bool:
    """Whether a mark stands for a second; looked at twice, for one that stood may just have ended."""
    return any(cache.add(mark, "", 1) or cache.get(mark) is not None for _time in range(2))


def attempt_of(
    request: HttpRequest, *, what: str, and_by: Iterable[str] = (), tries: int = TRIES, once: str = ""
) -> Attempt:
    """One try of the network a request comes from, and of whatever else is counted; raises TooManyTries."""
    network = f"network {network_of(client_address(request.META))}"
    return Attempt(what=what, by=(network, *and_by), tries=tries, once=once)


def _name(what: str, one: str) -> str:
    """A key that holds no address and no number of anybody, whatever was typed."""
    return f"throttle:{what}:{hashlib.sha256(one.encode()).hexdigest()}"


def client_address(meta: Mapping[str, Any]) -> str:
    """Where a request came from. What a visitor says about it himself is believed of our own proxies alone."""
    hops: list[str] = [hop.strip() for hop in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if 0 < settings.TRUSTED_PROXIES <= len(hops):
        return str(hops[-settings.TRUSTED_PROXIES])
    address: str = meta.get("REMOTE_ADDR", "")
    return address


def network_of(address: str) -> str:
    """Who counts as one visitor: an IPv4 address, or the /64 of an IPv6 address."""
    with suppress(ValueError):
        known = ip_address(address)
        if isinstance(known, IPv6Address):
            if known.ipv4_mapped:
                return str(known.ipv4_mapped)
            return str(ip_network((int(known), IPV6_PREFIX), strict=False))
        return str(known)
    return "unknown"
