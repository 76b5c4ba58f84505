"""The street map: one include per app."""

from django.urls import URLPattern, URLResolver, include, path

from burgerkracht import errors, health, styleguide
from initiatives.admin import beheer

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("accounts.urls")),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("stijlgids/", styleguide.show_styleguide, name="styleguide"),
    path("beheer/", beheer.urls),
    path("", include("kernen.urls")),
    path("", include("initiatives.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
