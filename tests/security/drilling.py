"""Many twists of one good form: what was answered, and which answers were a fault of ours."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from django.db import transaction

from tests.overleg.town import Town
from tests.security.harness import press
from tests.security.sent import Sent
from tests.security.values import twist


@dataclass
class Tally:
    """How many answers of each kind, and what broke."""

    answers: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, status: int, said: str) -> None:
        """One answer."""
        self.answers[status] += 1
        if status >= 500:
            self.faults.append(f"{status} {said}")

    @property
    def accepted(self) -> int:
        """Forms that were taken: only behind those lies anything to break."""
        return self.answers[302]


def drill(sent: Sent, *, name: str, seed: int, number: int, tally: Tally) -> None:
    """The good form once, then so many with one thing changed."""
    chance = Random(f"{seed} {name}")
    tally.add(press(sent, sent.data).status_code, f"{name}: as it is")
    for _ in range(number):
        one = twist(chance, sent.data, sent.files)
        tally.add(press(sent, one.data, one).status_code, f"{name}: {one.said}")


def in_turn(town: Town, forms: dict[str, Callable[[Town], Sent]]) -> Iterator[tuple[str, Sent]]:
    """Each form in a town that knows nothing of the others."""
    for name, fill in forms.items():
        with transaction.atomic():
            yield name, fill(town)
            transaction.set_rollback(True)
