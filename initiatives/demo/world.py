"""What a demo municipality is made of: its places, its people, its purses and its ideas, as plain rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from initiatives.demo.around import Tip
from initiatives.demo.script import Idea
from kernen.models.kern import GroupKind


@dataclass(frozen=True, kw_only=True)
class Place:
    """A kern, with the CBS areas it covers; no number of inhabitants where nobody knows it."""

    slug: str
    name: str
    areas: tuple[str, ...] = ()
    partial: bool = False
    inhabitants: int | None = None
    dwellings: int | None = None
    note: str = "te bevestigen door de gemeente"


@dataclass(frozen=True, kw_only=True)
class Platform:
    """A kernoverleg, or another group of residents; without a mailbox somebody tells them."""

    name: str
    kind: str = GroupKind.KERNOVERLEG
    # Without any it is of all of them.
    kernen: tuple[str, ...] = ()
    mailbox: str = ""
    rhythm: str = ""
    is_active: bool = True


@dataclass(frozen=True, kw_only=True)
class Account:
    """One account per function; `kern`, `domains` and `mandate` say where and up to what."""

    key: str
    mailbox: str
    name: str
    role: str
    title: str = ""
    kern: str = ""
    domains: tuple[str, ...] = ()
    deputy_for: tuple[str, ...] = ()
    mandate: str = ""
    organisation: str = ""

    @property
    def email(self) -> str:
        """Where nobody reads mail."""
        return f"{self.mailbox}@demo.example"


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A whole municipality."""

    facts: Mapping[str, Any]
    words: Mapping[str, tuple[str, str, str]]
    places: tuple[Place, ...]
    platforms: tuple[Platform, ...]
    accounts: tuple[Account, ...]
    ideas: tuple[Idea, ...]
    tips: tuple[Tip, ...] = ()
    purse: str = "Kernenbudget"
