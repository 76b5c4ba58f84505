"""The public texts of the municipality, and the administrator's rooms."""

from django.urls import path

from kernen import views
from kernen.admin import beheer

urlpatterns = [
    path("privacy", views.show_privacy, name="privacy"),
    path("toegankelijkheid", views.show_accessibility, name="accessibility"),
    path("logo", views.show_logo, name="municipality_logo"),
    path("beheer/", beheer.urls),
]
