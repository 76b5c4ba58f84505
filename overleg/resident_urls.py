"""The addresses of meetings for residents and chairs, in every language; without an account."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
