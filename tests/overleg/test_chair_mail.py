"""A week before a meeting the chair gets the agenda by mail; where no mail goes somebody calls or prints."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import Settings

from initiatives.letters.post import deliver_due
from initiatives.management.commands.daily import jobs_of_apps
from initiatives.models import Message
from initiatives.models.message import MessageState
from initiatives.workflow.action import Refused
from kernen.models import Kernoverleg
from overleg.deeds.chair import needs_paper, send_agenda, send_agendas
from overleg.models import ChairLink, Meeting
from overleg.models.meeting import Reason
from tests.factories import sign_in
from tests.initiatives.mail_server import MailServer, open_mail_server
from tests.initiatives.world import NOW, TODAY
from tests.overleg.test_chair import TOKEN, asked, send
from tests.overleg.town import CHAIR_EMAIL, Town


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A mail server of our own that the post is told to use."""
    with open_mail_server() as up:
        settings.SMTP = {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": up.port,
        }
        yield up


def test_a_week_before_the_chair_gets_a_short_list_and_a_link_once(town: Town) -> None:
    new, wanted = town.idea(title="Pad langs de beek", initiator_kind="school"), asked(town)
    for idea in (new, wanted):
        town.consents(idea, name="Mia Janssen")
    town.item(new)
    town.item(wanted, reason=Reason.OPINION)

    said = [send_agendas(now=NOW + timedelta(hours=hour)) for hour in (0, 1)]

    assert said == ["1 agenda’s naar een voorzitter", "0 agenda’s naar een voorzitter"]
    mail = Message.objects.get()
    assert (mail.address, mail.recipient, mail.subject) == (
        CHAIR_EMAIL, "Kernoverleg Sibbe", "De vergadering van 25 november 2026",
    )  # fmt: skip
    link = TOKEN.search(mail.body)
    assert link
    assert TOKEN.sub("…", mail.body).split("\n")[:17] == [
        "Beste leden van Kernoverleg Sibbe,", "",
        "Op 25 november 2026 komt u bij elkaar. Het begint om 20.00 uur. De plaats is: Dorpshuis Sibbe.", "",
        "Nieuw in uw dorp:", "- Pad langs de beek (school)", "",
        "Wij vragen uw mening over:", "- Bank bij de kapel: tot en met 18 november 2026",
        "Heeft u meer tijd nodig? Schrijf dat op het formulier.", "",
        "Er staan 2 punten op de agenda.", "",
        "Op dit formulier schrijft u op wat de groep zegt. U heeft geen wachtwoord nodig:", "",
        "http://localhost:8000…", "",
    ]  # fmt: skip
    assert "Mia" not in mail.body


def test_only_the_digest_of_the_link_is_kept_and_the_mail_keeps_no_body(town: Town, server: MailServer) -> None:
    token = send(town.meeting).split("/")[-2]

    deliver_due(clock=lambda: NOW)

    assert token in bytes(server.letters[0].get_payload(decode=True)).decode()
    mail, link = Message.objects.get(), ChairLink.objects.get()
    assert (mail.state, mail.body, mail.address) == (MessageState.SENT, "", "")
    assert len(link.token_hash) == 64
    assert token not in link.token_hash


@pytest.mark.parametrize("days", [8, 30])
def test_earlier_than_a_week_before_nothing_goes_out(town: Town, days: int) -> None:
    Meeting.objects.update(held_on=TODAY + timedelta(days=days))
    assert send_agendas(now=NOW) == "0 agenda’s naar een voorzitter"


def test_what_is_over_called_off_or_of_colleagues_gets_no_mail_and_the_night_round_knows_the_job(town: Town) -> None:
    Meeting.objects.all().delete()
    town.meet(on=TODAY - timedelta(days=1))
    town.meet(called_off_at=NOW)
    town.meet(present=3, closed_at=NOW)
    Meeting.objects.create(held_on=TODAY, created_at=NOW, form_key=uuid4())

    assert send_agendas in list(jobs_of_apps())
    assert send_agendas(now=NOW) == "0 agenda’s naar een voorzitter"


def test_a_chair_without_mail_is_called_or_gets_paper(town: Town) -> None:
    Kernoverleg.objects.filter(pk=town.group.pk).update(chair_email="")
    town.meeting.refresh_from_db()
    town.group.refresh_from_db()
    meeting = Meeting.objects.get(pk=town.meeting.pk)

    assert send_agendas(now=NOW) == "0 agenda’s naar een voorzitter"
    assert needs_paper(meeting) == "Bel of print: de voorzitter heeft geen e-mail."
    with pytest.raises(Refused, match="de voorzitter heeft geen e-mail"):
        send_agenda(meeting, at=NOW, form_key=uuid4())
    page = sign_in(town.world.people["EC.own"]).get(f"/overleg/{meeting.pk}/voorzitter/").content.decode()
    assert "Bel of print: de voorzitter heeft geen e-mail." in page


def test_a_mail_that_did_not_arrive_is_called_about(town: Town) -> None:
    send(town.meeting)
    assert needs_paper(town.meeting) == ""
    Message.objects.update(state=MessageState.FAILED)
    assert needs_paper(town.meeting) == "Bel of print: de mail aan de voorzitter kwam niet aan."


def test_a_colleague_sends_it_again_and_one_press_is_one_mail(town: Town) -> None:
    client, key = sign_in(town.world.people["EC.own"]), str(uuid4())
    address = f"/overleg/{town.meeting.pk}/voorzitter/"

    pages = [client.post(address, {"form_key": key}, follow=True).content.decode() for _press in range(2)]

    assert all("De voorzitter krijgt de agenda en een nieuwe link." in page for page in pages)
    assert (Message.objects.count(), ChairLink.objects.count()) == (1, 1)
    client.post(address, {"form_key": "x"})
    assert Message.objects.count() == 1
