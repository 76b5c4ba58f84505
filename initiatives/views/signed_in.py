"""The person behind a request to a page for staff."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The signed-in person; raises PermissionDenied where the default login wall was taken away by mistake."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
