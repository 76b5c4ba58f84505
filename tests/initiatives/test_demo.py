"""The demo is real input: every initiative walked here by the real transitions, in the order of its days."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from initiatives.clocks import next_date
from initiatives.deeds.messages import HEARTBEAT
from initiatives.deeds.outbox import outbox_of
from initiatives.models import (
    Appointment,
    Attachment,
    Event,
    Initiative,
    Message,
    ReferenceCounter,
    Referral,
    Signal,
    Task,
)
from initiatives.models.access_code import is_access_code
from initiatives.models.appointment import AppointmentState
from initiatives.models.message import MessageState
from initiatives.models.signal import SignalKind
from initiatives.statuses import Status
from kernen.models import CbsArea, Kern, Role, RoleHolding
from kernen.roles import roles_of
from kernen.words import words
from kernen.workdays import load_calendar


@pytest.fixture(scope="module")
def demo(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The municipality asked for, filled once for all tests about it; what the command printed."""
    own = override_settings(DEMO=request.param, MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), own, transaction.atomic():
        yield fill()
        transaction.set_rollback(True)


def fill() -> str:
    printed = StringIO()
    call_command("demo", stdout=printed)
    return printed.getvalue()


in_valkenburg = pytest.mark.parametrize("demo", ["valkenburg"], indirect=True)
in_alblasserdam = pytest.mark.parametrize("demo", ["alblasserdam"], indirect=True)
in_both = pytest.mark.parametrize("demo", ["valkenburg", "alblasserdam"], indirect=True)


@in_valkenburg
@pytest.mark.django_db
def test_valkenburg_fills_every_status(demo: str) -> None:
    assert set(Initiative.objects.values_list("status", flat=True)) == set(Status.values)


@in_alblasserdam
@pytest.mark.django_db
def test_alblasserdam_stands_where_its_sources_say(demo: str) -> None:
    assert dict(Initiative.objects.values_list("title", "status")) == {
        "Reparatiecafé en kledinginzamelpunt": Status.IN_REVIEW,
        "Vraag en aanbod van vrijwilligers samen matchen": Status.IN_REALISATION,
        "Beter samenwerken rond dementie": Status.ON_HOLD,
        "Digitaal archief van de wijk": Status.IN_REALISATION,
        "Volleybaltoernooi met maaltijd voor de wijk": Status.APPROVED,
        "Projectgroep herinrichting van de buurt": Status.SUPPORT_CHECK,
        "Adressenlijst en wijkoverleg van de wijkkerngroep": Status.INFO_REQUESTED,
    }


@in_valkenburg
@pytest.mark.django_db
def test_the_founding_initiatives_of_valkenburg_stand_where_their_sources_say(demo: str) -> None:
    founding = {
        "Natuurspeeltuin": Status.COMPLETED,
        "Samen aan Tafel": Status.HANDED_OVER,
        "Extra ondersteuning Vincentius Vereniging": Status.COMPLETED,
        "Startmanifestatie Buurtkracht Sibbe": Status.COMPLETED,
        "Startbijeenkomst wensen en behoeften Broekhem": Status.COMPLETED,
        "Training voor bewoners Buurtkracht": Status.IN_REALISATION,
        "Gezond idee van een inwoner buiten het kernoverleg": Status.SUPPORT_CHECK,
        "Fietspad voor Schin op Geul": Status.ON_HOLD,
        "Leuning bij de ingang van de Beemde": Status.REFERRED,
        "Nieuw dorpshart en ontmoetingsplekken Houthem": Status.COMPLETED,
    }
    there = dict(
        Initiative.objects.exclude(title="").exclude(title__endswith="(voorbeeld)").values_list("title", "status")
    )
    assert there == founding


@in_both
@pytest.mark.django_db
def test_every_initiative_came_here_step_by_step_on_working_days_in_the_past(demo: str) -> None:
    calendar, now = load_calendar(), timezone.now()
    for initiative in Initiative.objects.exclude(status=Status.DRAFT):
        events = list(initiative.events.order_by("pk"))
        moments = [event.at for event in events]
        assert all(earlier < later for earlier, later in itertools.pairwise(moments))
        assert initiative.created_at < moments[0]
        assert moments[-1] < now
        assert all(calendar.is_working_day(timezone.localdate(moment)) for moment in moments)
        moved = [event for event in events if event.target]
        assert (moved[0].source, moved[-1].target) == (Status.DRAFT, initiative.status)
        assert all(before.target == after.source for before, after in itertools.pairwise(moved))


@in_both
@pytest.mark.django_db
def test_numbers_follow_the_days(demo: str) -> None:
    logged = Initiative.objects.exclude(status=Status.DRAFT).order_by("logged_at").values_list("reference", flat=True)
    assert list(logged) == sorted(logged, key=str)
    assert sum(ReferenceCounter.objects.values_list("last", flat=True)) == len(logged)


@in_valkenburg
@pytest.mark.django_db
def test_of_the_quarrel_only_the_count_is_left(demo: str) -> None:
    quarrel = Referral.objects.get(kind="mediation")
    assert quarrel.initiative is not None
    assert (quarrel.initiative.title, quarrel.initiative.summary, quarrel.kern) == ("", "", None)
    assert not quarrel.initiative.people.exists()
    assert set(quarrel.initiative.events.values_list("text__sentence", flat=True)) == {""}


@in_both
@pytest.mark.django_db
def test_old_messages_have_arrived_and_only_the_last_calls_are_still_to_do(demo: str) -> None:
    # A reminder of a talk to come waits for its day.
    assert not Message.objects.filter(state=MessageState.QUEUED, once=None).exists()
    assert not Message.objects.filter(state=MessageState.SENT, sent_at=None).exists()
    week = timezone.now() - timedelta(days=7)
    assert not Task.objects.filter(message__isnull=False, done_at=None, created_at__lt=week).exists()
    assert Task.objects.filter(done_at=None).exists()


@in_valkenburg
@pytest.mark.django_db
def test_there_is_one_of_each_kind_that_needs_care(demo: str) -> None:
    open_ones = Initiative.objects.running()
    assert open_ones.filter(is_confidential=True).count() == 1
    assert open_ones.filter(is_controversial=True).count() == 2
    assert open_ones.filter(escalated_at__isnull=False).count() == 1
    assert open_ones.filter(due_on__lt=timezone.localdate()).count() > 2
    assert Initiative.objects.published().count() > 5


@in_both
@pytest.mark.django_db
def test_residents_choose_from_three_moments_and_one_of_them_reads_english(demo: str) -> None:
    talk = Appointment.objects.get(state=AppointmentState.OFFERED)
    assert talk.moments.count() == 3
    assert talk.moments.filter(starts_at__gt=timezone.now()).count() == 3
    assert [person.language for person in talk.initiative.people.order_by("pk")] == ["nl", "en"]
    invited = Message.objects.filter(event__action="plan_appointment", initiative=talk.initiative, person__isnull=False)
    assert set(invited.values_list("language", flat=True)) == {"nl", "en"}


@in_both
@pytest.mark.django_db
def test_a_drawing_hangs_on_an_initiative_and_is_a_picture(demo: str) -> None:
    (drawing,) = Attachment.objects.all()
    assert (drawing.initiative.status, drawing.kind) == (Status.IN_REVIEW, "png")
    assert drawing.size > 500


@in_both
@pytest.mark.django_db
def test_letters_wait_in_the_outbox_of_who_wrote_them(demo: str) -> None:
    kept = Message.objects.filter(state=MessageState.HELD)
    assert kept.count() == 2
    officer = kept[0].initiative.officer  # type: ignore[union-attr]
    assert officer is not None
    assert set(outbox_of(officer, at=timezone.now())) >= set(kept)


@in_both
@pytest.mark.django_db
def test_neighbours_wrote_ideas_one_without_a_name_and_somebody_who_joins(demo: str) -> None:
    signals = Signal.objects.visible_to(User.objects.get(email="externe-coordinator@demo.example"))
    assert {(signal.kind, signal.can_be_reached) for signal in signals.waiting()} == {
        (SignalKind.IDEA, False),
        (SignalKind.IDEA, True),
        (SignalKind.JOIN, True),
    }
    assert all(signal.created_at < timezone.now() for signal in signals)


@in_valkenburg
@pytest.mark.django_db
def test_who_heard_nothing_for_four_weeks_is_somebodys_task(demo: str) -> None:
    task = Task.objects.get(leads_to=HEARTBEAT, done_at=None, initiative__title="Hondenlosloopveld (voorbeeld)")
    assert task.text_ready.startswith("Er is nog geen nieuws over uw idee.")


@in_both
@pytest.mark.django_db
def test_no_open_initiative_is_without_a_next_date(demo: str) -> None:
    running = Initiative.objects.running().exclude(status=Status.DRAFT)
    assert [initiative.reference for initiative in running if next_date(initiative) is None] == []


@in_both
@pytest.mark.django_db
def test_somebody_of_every_function_can_sign_in_and_is_printed(demo: str) -> None:
    assert set(RoleHolding.objects.values_list("role", flat=True)) == set(Role.values)
    for user in User.objects.all():
        assert roles_of(user).any
        assert f"{user.name} " in demo
        assert user.email in demo
    assert "burgerkracht-demo" in demo
    assert User.objects.get(email="externe-coordinator@demo.example").check_password("burgerkracht-demo")


@in_both
@pytest.mark.django_db
def test_three_codes_are_printed_and_open_what_they_say(demo: str) -> None:
    lines = [line.split(maxsplit=2) for line in demo.splitlines() if "-20" in line]
    assert len(lines) == 3
    for reference, code, title in lines:
        initiative = Initiative.objects.get(reference=reference)
        assert initiative.title == title
        assert is_access_code(code, kept=initiative.access_code_hash)


@in_both
@pytest.mark.django_db
def test_a_second_run_adds_nothing_and_prints_the_same(demo: str) -> None:
    rows = (Initiative, Event, Message, User, Kern)
    before = [row._default_manager.count() for row in rows]
    assert fill() == demo
    assert [row._default_manager.count() for row in rows] == before


@in_valkenburg
@pytest.mark.django_db
def test_valkenburg_has_its_nine_kernen_and_invents_no_numbers(demo: str) -> None:
    assert Kern.objects.count() == 9
    assert set(Kern.objects.filter(inhabitants=None).values_list("slug", flat=True)) == {
        "valkenburg-centrum",
        "broekhem",
        "emmaberg",
        "de-heek",
    }
    assert CbsArea.objects.get(kern__slug="de-heek").partial


@in_alblasserdam
@pytest.mark.django_db
def test_alblasserdam_says_wijk(demo: str) -> None:
    mine = words()
    assert (mine["kern"].the, mine["kern"].plural, mine["kern_b1"].this) == ("de wijk", "wijken", "deze wijk")
    assert "wijkambtenaar Kinderdijk" in demo
    texts = Initiative.objects.values_list("title", "summary", "description", "aim", "public_summary")
    # The group calls itself wijkkerngroep: that is its name.
    said = " ".join(itertools.chain.from_iterable(texts)).lower().replace("wijkkerngroep", "")
    assert "kern " not in said
    assert "kernen" not in said


@in_valkenburg
@pytest.mark.django_db
def test_a_database_of_another_municipality_is_left_alone(demo: str, settings: Settings) -> None:
    settings.DEMO = "alblasserdam"
    with pytest.raises(CommandError, match="Valkenburg"):
        fill()


@pytest.mark.django_db
def test_in_earnest_nothing_is_filled(settings: Settings) -> None:
    settings.DEMO = ""
    before = User.objects.count()
    with pytest.raises(CommandError, match="Zet DEMO op valkenburg of alblasserdam"):
        fill()
    assert User.objects.count() == before
