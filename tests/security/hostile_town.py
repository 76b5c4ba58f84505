"""A town in which every text that anybody ever typed tries to become part of the page."""

from html.parser import HTMLParser
from uuid import uuid4

from django.apps import apps
from django.db import models

from initiatives.models import Initiative, LetterTemplate, SavedView
from initiatives.models.signal import SignalKind
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.papers import add
from tests.initiatives.test_signals import make_signal, reaction_to
from tests.initiatives.world import NOW, TODAY
from tests.overleg.kern_pages import wish
from tests.overleg.town import Town
from tests.security.forms_staff import at
from tests.security.sent import filled

MARK = "data-kwaad"
# Out of an attribute, out of a tag, and into a template of either side.
PAYLOAD = f"\"'><img {MARK} src=x onerror=alert(1)><script {MARK}>alert(1)</script>{{{{7*7}}}}{{%x%}}"
SHORT = f"<b {MARK}>"
# Filled by the steps that are taken, with the same words.
LOGS = ("initiatives.Event", "initiatives.EventText", "initiatives.AccessEntry", "initiatives.Seal")
APPS = ("accounts", "kernen", "initiatives", "overleg")
# What is made by us and never typed: keys, hashes, codes of steps, addresses.
OURS = {
    "slug", "reference", "code", "key", "action", "source", "target", "function", "kind", "status", "password", "email",
    "access_code_hash", "token_hash", "digest", "stored_as", "state", "query", "term_key", "leads_to", "button",
    "theme", "language", "prefix", "gm_code", "chair_email", "address", "error", "message_id", "website", "sha256",
    "logo", "return_status", "for_function", "audience", "digest_hours", "calendar", "privacy_officer_email",
    "security_contact", "security_policy", "phone", "chair_phone", "receiver_phone", "said_as", "form",
}  # fmt: skip


def poison(town: Town) -> Initiative:
    """An initiative with everything on it, and then every text in every table replaced."""
    world = town.world
    idea = world.known_to_all(Status.SUPPORT_CHECK, published_at=NOW, public_summary="x", escalated_at=NOW)
    world.known_to_all(Status.COMPLETED)
    for name, box in {"note_internal": "text", "note_concern": "wording", "message_resident": "message"}.items():
        press(town, idea, name, {box: f"Dag. {PAYLOAD}"})
    add(world, idea)
    item = town.item(idea, note="x")
    town.promise(item)
    town.promise(town.item(idea, meeting=town.met(), note="x"))
    wish(town)
    make_signal(world.kern)
    reaction_to(idea, kind=SignalKind.WORRY)
    idea.tasks.create(kind="call", title="x", text_ready="x", for_user=world.people["IC"], due_on=TODAY, created_at=NOW)
    SavedView.objects.create(user=world.people["IC"], name="x", query="tab=mij", is_pinned=True, created_at=NOW)
    LetterTemplate.objects.create(body="x")
    replaced = sum(poison_table(model) for app in APPS for model in apps.get_app_config(app).get_models())
    assert replaced > 100
    idea.refresh_from_db()
    return idea


def press(town: Town, idea: Initiative, name: str, answers: dict[str, str]) -> None:
    """One step, so that it stands on the timeline."""
    idea.refresh_from_db()
    sent = filled(sign_in(town.world.people["IC"]), at(idea, name), **answers | {"form_key": str(uuid4())})
    assert sent.client.post(sent.address, sent.data).status_code == 302, name


def poison_table(model: type[models.Model]) -> int:
    """How many texts of this table were replaced; what we make ourselves stays, and a log cannot be changed at all."""
    done = 0
    if model._meta.label in LOGS:
        return 0
    for field in model._meta.local_concrete_fields:
        if not isinstance(field, models.CharField | models.TextField) or field.name in OURS or field.choices:
            continue
        for row in model._default_manager.all():
            text = PAYLOAD if (field.max_length or 9_999) >= len(PAYLOAD) + 12 else SHORT
            worth = f"{row.pk} {text}"[: field.max_length or None] if field.unique else text[: field.max_length or None]
            if getattr(row, field.name) or not field.blank:
                done += model._default_manager.filter(pk=row.pk).update(**{field.name: worth})
    return done


class Born(HTMLParser):
    """Finds elements that came out of somebody's text, and where a page leads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element with our mark was text once."""
        said = dict(attrs)
        if MARK in said or any(name.startswith("on") for name in said):
            self.found.append(tag)
        if tag == "a" and said.get("href"):
            self.links.append(said["href"] or "")


def read(html: str) -> Born:
    """A page, read as a browser reads it."""
    born = Born()
    born.feed(html)
    return born
