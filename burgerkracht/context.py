"""What every template may know of the installation itself."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from burgerkracht.session_ends import limits_of


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language this page can be read in, under the name its readers give it."""

    code: str
    name: str
    url: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """`demo`: the municipality that this demonstration plays, or empty in earnest; `languages`: the choice on a page
    for residents, empty where there is nothing to choose, as on staff pages; `session_limits`: how long who is signed
    in stays so, asked where a template uses it.
    """
    return {
        "demo": settings.DEMO,
        "languages": SimpleLazyObject(lambda: _same_page_elsewhere(request)),
        "session_limits": SimpleLazyObject(lambda: limits_of(request.user) if request.user.is_authenticated else None),
    }


def _same_page_elsewhere(request: HttpRequest) -> list[Language]:
    """This very page, question mark and all, in every language; a code somebody put there is not repeated."""
    if request.resolver_match is None:
        return []
    asked = request.GET.copy()
    asked.pop("code", None)
    here = f"{request.path}?{asked.urlencode()}" if asked else request.path
    choices = [
        Language(code=code, name=name, url=translate_url(here, code), is_current=code == get_language())
        for code, name in settings.LANGUAGES
    ]
    return choices if len({choice.url for choice in choices}) > 1 else []
