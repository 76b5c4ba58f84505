"""Hints on plain language in a form, for who has no script: beside what was typed, never in the way."""

from django import forms

from initiatives.letters.plain import first_hints
from initiatives.workflow.asking import ForResident

# The button that only looks, and does nothing.
CHECK = "taal"


def look_over(form: forms.BaseForm) -> bool:
    """Put the hints beside what was typed for residents; whether this form asks for any such text."""
    watched = {name: field for name, field in form.fields.items() if isinstance(field, ForResident)}
    for name, field in watched.items():
        typed = form.data.get(form.add_prefix(name), "") if form.is_bound else ""
        field.plain_hints = first_hints(typed)
    return bool(watched)
