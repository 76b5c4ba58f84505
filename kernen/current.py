"""The kernen there are now, by name: what nearly every form offers."""

from collections.abc import Sequence

from kernen.kept import Kept
from kernen.models import Kern

kept_kernen = Kept(lambda: tuple(Kern.objects.current().order_by("name")))


def kern_called(slug: str) -> Kern | None:
    """The kern with this name in its address, also where it is archived; kept as far as it is in use."""
    kept = next((kern for kern in current_kernen() if kern.slug == slug), None)
    return kept or Kern.objects.filter(slug=slug).first()


def current_kernen() -> Sequence[Kern]:
    """By name, without the archived ones; kept, so nobody changes one of these."""
    return kept_kernen()
