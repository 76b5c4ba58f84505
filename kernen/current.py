"""The kernen there are now, by name: what nearly every form offers."""

from collections.abc import Sequence

from kernen.kept import Kept
from kernen.models import Kern

kept_kernen = Kept(lambda: tuple(Kern.objects.current().order_by("name")))


def current_kernen() -> Sequence[Kern]:
    """By name, without the archived ones; kept, so nobody changes one of these."""
    return kept_kernen()
