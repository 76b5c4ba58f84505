"""What every template may know of the installation itself."""

from django.conf import settings
from django.http import HttpRequest


def demo(_request: HttpRequest) -> dict[str, object]:
    """`demo`: the municipality that this demonstration plays, or empty in earnest."""
    return {"demo": settings.DEMO}
