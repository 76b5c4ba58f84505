"""What is not filled in yet, as the example of a letter shows it."""

from typing import Any, Self


class Dots(str):
    """Three dots for what is not filled in yet; every question about them is answered with dots."""

    def __new__(cls) -> Self:
        return super().__new__(cls, "…")

    def __getattr__(self, _name: str) -> "Dots":
        return self


class NotYet(dict[str, Any]):
    """Inputs of a form that nobody has filled in."""

    def __missing__(self, _name: str) -> Dots:
        return Dots()
