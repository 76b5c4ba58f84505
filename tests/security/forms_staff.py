"""Every form a colleague can send outside meetings and actions, filled in well."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.urls import reverse

from initiatives.deeds.outbox import discard_message
from initiatives.deeds.signals import lapse_signal
from initiatives.models import CoAdvice, Initiative, Message, SavedView, Signal
from initiatives.models.choices import Channel
from initiatives.models.signal import SignalKind
from initiatives.statuses import Status
from kernen.models import Absence
from tests.factories import sign_in
from tests.initiatives.asked import ask, codes
from tests.initiatives.papers import PDF, add
from tests.initiatives.test_import import GARDEN, HEADER
from tests.initiatives.test_open_work import leave
from tests.initiatives.test_outbox import held, letter
from tests.initiatives.test_signals import make_signal, reaction_to
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town
from tests.security.sent import Sent, filled

Filling = Callable[[Town], Sent]
KEY = "form_key"


def of(town: Town, page: str, *, who: str = "IC", to: str = "", **typed: Any) -> Sent:
    """The form as it stands on the page of this colleague, typed over."""
    return filled(sign_in(town.world.people[who]), page, to=to, **typed)


def sure(client: Client) -> Client:
    """Who gave the password once more, a moment ago."""
    session = client.session
    proof = {"method": "password", "at": time.time(), "reauthenticated": True}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [*session.get(AUTHENTICATION_METHODS_SESSION_KEY, []), proof]
    session.save()
    return client


def pressed(town: Town, address: str, *, who: str = "IC", **typed: Any) -> Sent:
    """A button by itself, with everything it sends."""
    return Sent(client=sign_in(town.world.people[who]), address=address, data={KEY: str(uuid4())} | typed)


def idea(town: Town, status: Status = Status.IN_REVIEW, **facts: Any) -> Initiative:
    """What the colleague is busy with."""
    return town.world.initiative(status, **facts)


def at(made: Initiative, *more: str) -> str:
    """A page of an initiative."""
    return "/".join([made.get_absolute_url().rstrip("/"), *more, ""])


def a_task(town: Town, *, done: bool) -> str:
    """A task of the internal coordinator."""
    made = idea(town)
    by = town.world.people["IC"]
    ticked = {"done_at": NOW, "done_by": by} if done else {}
    task = made.tasks.create(kind="call", title="Bel de groep", for_user=by, due_on=TODAY, created_at=NOW, **ticked)
    return reverse("untick_task" if done else "tick_task", args=[task.pk])


def a_signal(town: Town, *more: str, **facts: Any) -> str:
    """The page of what a resident wrote."""
    return "/".join([f"/signalen/{make_signal(town.world.kern, **facts).pk}", *more, ""])


def lapsed(town: Town) -> Sent:
    """What was laid aside can come back."""
    where = a_signal(town)
    lapse_signal(Signal.objects.latest("pk"), by=town.world.people["IC"], at=NOW, reason="dubbel")
    return pressed(town, f"{where}terug/")


def a_letter(town: Town, what: str, **typed: Any) -> Sent:
    """A button of the outbox."""
    make = held if what == "vrijgeven" else letter
    message: Message = make(idea(town))
    if what == "terug":
        discard_message(message, by=town.world.actor("IC"), at=NOW, reason="Dubbel.", form_key=uuid4())
    return pressed(town, f"/werk/uitbak/{message.pk}/{what}/", version=str(getattr(message, "version", "1")), **typed)


def a_list(town: Town, *more: str) -> str:
    """A list that was kept."""
    kept = SavedView.objects.create(user=town.world.people["IC"], name="Mijn lijst", query="tab=mij", created_at=NOW)
    return "/".join([f"/initiatieven/lijsten/{kept.pk}", *more, ""])


def gone(town: Town) -> Initiative:
    """The officer of this one left."""
    made = idea(town, Status.IN_REVIEW)
    leave(town.world.people["BM.lead"])
    return made


def an_advice(town: Town) -> str:
    """A question to somebody who left."""
    made = idea(town)
    adviser = town.world.people["BM.coadvice"]
    asked = CoAdvice.objects.create(
        initiative=made, adviser=adviser, question="Mag het?", due_on=TODAY, asked_by=town.world.people["IC"],
        asked_at=NOW,
    )  # fmt: skip
    leave(adviser)
    return reverse("open_work_advice", args=[asked.pk])


def left_task(town: Town) -> str:
    """A task of somebody who left."""
    made, who = idea(town), town.world.people["BM.lead"]
    task = made.tasks.create(kind="call", title="Bel", for_user=who, due_on=TODAY, created_at=NOW)
    leave(who)
    return reverse("open_work_task", args=[task.pk])


def an_absence(town: Town) -> str:
    """Days somebody is away."""
    row = Absence.objects.create(
        user=town.world.people["IC"], starts_on=TODAY + timedelta(days=3), ends_on=TODAY + timedelta(days=5)
    )
    return reverse("absence_remove", args=[row.pk])


def many(town: Town, **typed: Any) -> Sent:
    """Ticks on the list."""
    made = idea(town)
    data = {"actie": "follow", "gekozen": f"{made.pk}.{made.version}", "terug": "tab=alles", "stap": "doe"}
    return pressed(town, reverse("bulk"), **data | {"sleutel": str(uuid4())} | typed)


def with_file(sent: Sent, box: str, name: str, content: bytes) -> Sent:
    """The same with a file in this box."""
    return Sent(client=sent.client, address=sent.address, data=sent.data, files={box: (name, content)})


def a_person(town: Town, *more: str) -> str:
    """Somebody behind an idea; not the only one."""
    made = idea(town)
    person = made.people.create(name="Mia", channel=Channel.PHONE, phone="043 601 2345", created_at=NOW)
    return at(made, "mensen", str(person.pk), *more)


def in_public(town: Town) -> Initiative:
    """The neighbourhood is asked, on the website too."""
    made = ask(town.world)
    Initiative.objects.filter(pk=made.pk).update(published_at=NOW)
    return made


def letters_of(town: Town) -> tuple[Initiative, str]:
    """Letters to neighbours that were made, and under which number."""
    made = in_public(town)
    codes(town.world, made, 3)
    return made, str(made.support_checks.get().codes.first().batch)  # type: ignore[union-attr]


def void(town: Town) -> Sent:
    """Letters that were lost."""
    made, batch = letters_of(town)
    return of(town, at(made, "buurt", "brieven", batch, "ongeldig"))


def attached(town: Town) -> Sent:
    """A file that goes."""
    made = idea(town)
    file = add(town.world, made)
    return of(town, at(made, "bijlage", str(file.stored_as), "weghalen"))


PERSON = {"name": "Zus Bewoner", "channel": "phone", "phone": "043 601 2345", "email": "", "note": ""}
REFERRAL = {
    "receiver": "Wie helpt",
    "receiver_email": "helper@example.nl",
    "channel": "counter",
    "referred_on": TODAY.isoformat(),
    "text": "De stoep is stuk.",
}
NEW_IDEA = {
    "kind": "idea", "title": "Bankje", "summary": "Een bankje.", "name": "Mia Bewoner", "channel": "phone",
    "phone": "06 12 34 56 78", "action": "log",
}  # fmt: skip
DRAFT = {"title": "Bank", "summary": "Een bank.", "description": "Bij de kapel."}


def new_idea(town: Town, **typed: Any) -> Sent:
    """The kitchen table."""
    return of(town, reverse("intake"), kern=str(town.world.kern.pk), **NEW_IDEA | typed)


FORMS: dict[str, Filling] = {
    "tick_task": lambda town: pressed(town, a_task(town, done=False)),
    "untick_task": lambda town: pressed(town, a_task(town, done=True)),
    "calendar_feed_page": lambda town: of(town, reverse("calendar_feed_page")),
    "calendar_feed_withdraw": lambda town: pressed(town, reverse("calendar_feed_withdraw")),
    "absences": lambda town: of(
        town, reverse("absences"), starts_on="2026-12-01", ends_on="2026-12-04", deputy=str(town.world.colleague.pk)
    ),
    "absence_remove": lambda town: of(town, an_absence(town)),
    "routing_try": lambda town: of(
        town, reverse("routing_try", args=["welzijn"]), who="FB", keywords="bankje\nbloembak"
    ),
    "open_work_task": lambda town: pressed(town, left_task(town), assignee=str(town.world.colleague.pk)),
    "open_work_advice": lambda town: of(town, an_advice(town), adviser=str(town.world.people["BM.other"].pk)),
    "open_work_hand_over": lambda town: of(
        town, f"/werk/open-werk/{gone(town).key}/", officer=str(town.world.colleague.pk), reason="Weg.",
        handover_note="Bel Mia.",
    ),
    "outbox_release": lambda town: a_letter(town, "vrijgeven"),
    "outbox_hold": lambda town: a_letter(town, "vasthouden"),
    "outbox_edit": lambda town: of(
        town, f"/werk/uitbak/{letter(idea(town)).pk}/aanpassen/", body="Beste Mia, het mag."
    ),
    "outbox_discard": lambda town: of(town, f"/werk/uitbak/{letter(idea(town)).pk}/weggooien/", reason="Dubbel."),
    "outbox_restore": lambda town: a_letter(town, "terug"),
    "signal_new": lambda town: of(
        town, reverse("signal_new"), text="Een bank.", kern=str(town.world.kern.pk), phone="043 601 2345"
    ),
    "signal_become": lambda town: pressed(town, a_signal(town, "initiatief")),
    "signal_join": lambda town: pressed(town, a_signal(town, "hoort-bij"), number=str(idea(town).reference)),
    "signal_reopen": lapsed,
    "signal_write": lambda town: pressed(
        town, a_signal(town, "schrijf", "note"), **{"note-note": "Gebeld."}
    ),
    "signal_write, settled": lambda town: pressed(
        town, f"/signalen/{reaction_to(idea(town), kind=SignalKind.WORRY).pk}/schrijf/settle/",
        **{"settle-note": "Besproken."}
    ),
    "signal_refer": lambda town: of(town, a_signal(town, "doorverwijzen", "report"), **REFERRAL),
    "plain_hints": lambda town: pressed(town, reverse("plain_hints"), tekst="Wij hebben uw verzoek ontvangen."),
    "intake": new_idea,
    "intake, later": lambda town: new_idea(town, action="later"),
    "referral_new": lambda town: of(
        town, reverse("referral_new", args=["report"]), kern=str(town.world.kern.pk), **REFERRAL
    ),
    "bulk": many,
    "bulk, preview": lambda town: many(town, stap="kijk", actie="flag_controversial"),
    "saved_views": lambda town: of(town, f"{reverse('saved_views')}?lijst=tab%3Dmij", name="Nieuwe lijst"),
    "saved_view": lambda town: of(town, a_list(town), name="Andere naam"),
    "saved_view_remove": lambda town: of(town, a_list(town, "weg")),
    "export_people": lambda town: filled(
        sure(sign_in(town.world.people["IC"])), reverse("export_people"), why="Uitnodigen voor de bijeenkomst."
    ),
    "import_running": lambda town: with_file(
        of(town, reverse("import_running")), "file", "lijst.csv",
        f"{HEADER}\n{GARDEN.replace('|Vilt', '')}\n".encode(),
    ),
    "initiative_edit": lambda town: of(town, at(idea(town, Status.EXPLORING), "bewerken"), **DRAFT),
    "initiative_log": lambda town: pressed(town, at(idea(town, Status.DRAFT), "log"), version="1"),
    "initiative_person_add": lambda town: of(town, at(idea(town), "mensen", "nieuw"), **PERSON),
    "initiative_person": lambda town: of(town, a_person(town), **PERSON),
    "initiative_person_remove": lambda town: of(town, a_person(town, "weghalen")),
    "follow": lambda town: pressed(town, at(idea(town), "volgen"), aan="ja"),
    "attachment_add": lambda town: with_file(
        of(town, at(idea(town), "bijlagen")), "attachments", "tekening.pdf", PDF
    ),
    "attachment_remove": attached,
    "initiative_card": lambda town: of(town, at(idea(town), "kaart")),
    "support_letters": lambda town: pressed(town, at(in_public(town), "buurt", "brieven"), number="3"),
    "support_letters_void": void,
}  # fmt: skip
