"""The pages of a kern as somebody reads them in a test."""

from uuid import uuid4

from django.test import Client

from initiatives.models import Initiative
from overleg.models import Wish
from tests.factories import sign_in
from tests.initiatives.world import NOW
from tests.overleg.town import Town

EVERYBODY = (
    "EC.own", "EC.other", "IC", "BM.lead", "BM.coadvice", "BM.domain", "BM.other", "KA.own", "KA.other",
    "DEC.mandate", "DEC.other", "GGD.tag", "MGR.escalated", "FB",
)  # fmt: skip
KEEPERS = ("EC.own", "IC", "KA.own")
RESIDENT, NUMBER = "Mia Janssen", "043 600 0000"


def kern(town: Town) -> str:
    return f"/kernen/{town.world.kern.slug}/"


def read(town: Town, who: str, address: str = "") -> str:
    response = sign_in(town.world.people[who]).get(address or kern(town))
    assert response.status_code == 200
    return response.content.decode()


def read_public(town: Town, *, english: bool = False, **query: str) -> str:
    client = Client()
    response = client.get(f"{'/en' if english else ''}/dorpen/{town.world.kern.slug}/", query)
    assert (response.status_code, dict(client.cookies)) == (200, {})
    return response.content.decode()


def wish(town: Town, text: str = "Een jeu-de-boulesbaan", **facts: object) -> Wish:
    columns = {"kern": town.world.kern, "noted_at": NOW, "changed_at": NOW, "form_key": uuid4()} | facts
    return Wish.objects.create(text=text, **columns)


def publish(initiative: Initiative) -> Initiative:
    Initiative.objects.filter(pk=initiative.pk).update(published_at=NOW, may_publish=True)
    initiative.refresh_from_db()
    return initiative


# ---- who gets where -----------------------------------------------------------------------------------
