"""The street map: one include per app."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from archive.admin import beheer
from burgerkracht import errors, health, resume, styleguide, views
from kernen import views as kernen_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("accounts.urls")),
    path("account/verder/", resume.resume, name="resume"),
    path("account/nog/", resume.stay, name="stay"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("metrics", views.show_metrics, name="metrics"),
    path("stijlgids/", styleguide.show_styleguide, name="styleguide"),
    path("beheer/", beheer.urls),
    path(".well-known/security.txt", kernen_views.show_security_contact, name="security_txt"),
    path("", include("archive.urls")),
    path("", include("overleg.urls")),
    path("", include("initiatives.urls")),
    # What residents read has an address per language: nothing in front is Dutch, /en/ is English.
    *i18n_patterns(
        path("", include("kernen.urls")),
        path("", include("overleg.resident_urls")),
        path("", include("initiatives.resident_urls")),
        prefix_default_language=False,
    ),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
