"""The addresses of meetings for staff."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
