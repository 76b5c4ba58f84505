"""Every form of the archive, filled in well: requests of persons, and lists of what goes."""

from typing import Any
from uuid import uuid4

from django.urls import reverse

from archive.models import DestructionList
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town
from tests.security.forms_staff import Filling, of, pressed, sure
from tests.security.sent import Sent, filled

SAID: dict[str, Any] = {"strings": "contactpersoon\n043 600 0000"}


def asked(town: Town) -> tuple[Any, str]:
    """Who handles it, and the number of a request."""
    client = sure(sign_in(town.world.people["IC"]))
    new = filled(client, reverse("person_requests"))
    made = client.post(new.address, new.data).headers["Location"]
    return client, made.strip("/").rpartition("/")[2]


def about_somebody(name: str, town: Town, **typed: Any) -> Sent:
    """Something that is done for a request."""
    town.world.initiative(Status.COMPLETED)
    client, number = asked(town)
    return Sent(client=client, address=reverse(name, args=[number]), data={"form_key": str(uuid4())} | SAID | typed)


def on_a_list(name: str, town: Town, *, line: bool = False, who: str = "FB", **typed: Any) -> Sent:
    """Something that is done with a list; who may not, tries."""
    ended = town.world.initiative(Status.COMPLETED)
    made = DestructionList.objects.create(
        year=TODAY.year, proposed_by=town.world.people["IC"], proposed_at=NOW, form_key=uuid4()
    )
    item = made.items.create(initiative=ended, result="completed", list_number="6.1.9", months=12, ended_on=TODAY)
    where = reverse(name, args=[made.pk, item.pk] if line else [made.pk])
    data = {"form_key": str(uuid4()), "version": str(made.version)} | typed
    return Sent(client=sure(sign_in(town.world.people[who])), address=where, data=data)


FORMS: dict[str, Filling] = {
    "person_requests": lambda town: of(town, reverse("person_requests")),
    "person_search": lambda town: about_somebody("person_search", town),
    "person_copy": lambda town: about_somebody("person_copy", town),
    "person_erase": lambda town: about_somebody("person_erase", town, confirmed="on"),
    "person_answer": lambda town: about_somebody("person_answer", town, said="Wij stuurden een kopie."),
    "destruction_propose": lambda town: pressed(town, reverse("destruction_propose"), year="2025"),
    "destruction_keep": lambda town: on_a_list(
        "destruction_keep", town, line=True, who="IC", because="Er loopt een zaak."
    ),
    "destruction_put_back": lambda town: on_a_list("destruction_put_back", town, line=True, who="IC"),
    "destruction_approve": lambda town: on_a_list("destruction_approve", town),
    "destruction_send_back": lambda town: on_a_list("destruction_send_back", town, because="Niet volledig."),
}
