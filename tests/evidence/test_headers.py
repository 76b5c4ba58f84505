"""The figures of the crawl: how many kinds of answers, and the lowest score."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from pytest_django import Settings

from tests.overleg.town import Town
from tests.security.answers import answer, everything
from tests.security.conftest import folder, town
from tests.security.observatory import A_PLUS, broken, score
from tests.security.test_headers import in_earnest, judged

__all__ = ["folder", "in_earnest", "town"]


def test_the_lowest_of_all(in_earnest: Settings, town: Town, figure: Callable[[str, Any], None]) -> None:
    in_earnest.ROOT_URLCONF = "tests.security.faulty_urls"
    town.world.kern.slug = "sibbe"
    town.world.kern.save()
    seen = dict(everything(town)) | {"500": answer(Client(), "/kapot/", "post", data={"number": "veel"})}
    found = {name: judged(response) for name, response in seen.items()}
    lowest = min(score(one) for one in found.values())

    figure("answers", {"kinds": len(seen), "lowest": lowest, "broken": sum(len(broken(one)) for one in found.values())})
    assert lowest >= A_PLUS
