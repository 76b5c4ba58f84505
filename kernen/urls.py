"""The public texts of the municipality, and its picture."""

from django.urls import path

from kernen import views

urlpatterns = [
    path("privacy", views.show_privacy, name="privacy"),
    path("toegankelijkheid", views.show_accessibility, name="accessibility"),
    path("logo", views.show_logo, name="municipality_logo"),
]
