"""A demo looks lived in: groups that met and will meet, promises, wishes, and a neighbourhood that answers."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from initiatives.models import Concern, Event, Initiative, SupportCheck, SupportEntry, SupportVoice, Task
from initiatives.models.choices import SupportMethod
from initiatives.models.tally import count
from kernen.models import EnoughRule, Kernoverleg
from kernen.models.kern import GroupKind
from overleg.models import AgendaItem, Meeting, Promise, Wish

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=["valkenburg", "alblasserdam"])
def demo(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The municipality asked for, filled once for all tests about it."""
    with django_db_blocker.unblock(), override_settings(DEMO=request.param), transaction.atomic():
        call_command("demo", stdout=StringIO())
        yield request.param
        transaction.set_rollback(True)


def test_groups_have_a_chair_by_function_and_an_address_where_nobody_reads_mail(demo: str) -> None:
    groups = Kernoverleg.objects.all()
    assert all(group.chair_name == f"voorzitter {group.name}" for group in groups)
    assert all(group.chair_email == "" or group.chair_email.endswith("@demo.example") for group in groups)
    if demo == "valkenburg":
        over_kernen = dict(groups.exclude(kind=GroupKind.KERNOVERLEG).values_list("name", "kind"))
        assert over_kernen == {
            "Werkgroep Leefbaarheid": GroupKind.WORKING_GROUP,
            "Werkgroep Buurtkracht": GroupKind.WORKING_GROUP,
            "Delegatie van de Wmo-raad": GroupKind.ADVISORY_BODY,
        }


def test_a_meeting_is_closed_with_a_report_and_every_initiative_it_discussed_knows_it(demo: str) -> None:
    meeting = Meeting.objects.of_groups().get(closed_at__isnull=False)
    told = Event.objects.filter(action="discuss_in_kernoverleg").values_list("initiative", flat=True)
    items = meeting.items.filter(initiative__isnull=False)
    assert meeting.report
    assert sorted(told) == sorted(items.values_list("initiative_id", flat=True))
    assert all(item.discussed for item in meeting.items.all())


def test_one_promise_is_late_and_one_is_still_to_come(demo: str) -> None:
    today = timezone.localdate()
    assert [promise.due_on < today for promise in Promise.objects.order_by("due_on")] == [True, False]


def test_a_group_meets_next_week_with_an_agenda(demo: str) -> None:
    coming = Meeting.objects.of_groups().to_come(timezone.localdate()).order_by("held_on", "pk")
    first = coming[0]
    assert 6 <= (first.held_on - timezone.localdate()).days <= 10
    assert first.items.filter(initiative__isnull=False, removed_at=None).count() > 0
    assert [item.title for item in first.items.filter(initiative=None).exclude(title="")][-1] == "Rondvraag"


def test_the_platform_met_noted_two_things_and_has_a_list_for_the_next_time(demo: str) -> None:
    over = Meeting.objects.of_platform().get(closed_at__isnull=False)
    coming = Meeting.objects.of_platform().get(closed_at=None)
    assert [bool(item.note) for item in over.items.all()] == [True, True]
    assert Event.objects.filter(action="note_in_platform").count() == 2
    assert Task.objects.filter(title="Doen wat het platform kernambtenaren afsprak", done_at=None).count() == 1
    marked = Initiative.objects.filter(platform_since__isnull=False)
    assert list(coming.items.filter(initiative__isnull=False).values_list("initiative", flat=True)) == [
        one.pk for one in marked
    ]


def test_three_kernen_have_wishes(demo: str) -> None:
    assert Wish.objects.values("kern").distinct().count() == 3


def test_a_neighbourhood_answers_in_several_ways_with_a_concern_that_has_an_answer(demo: str) -> None:
    asked = {voice.code.poll for voice in SupportVoice.objects.select_related("code__poll")}
    (check,) = asked
    assert check.closed_at is None
    assert SupportMethod.PAGE in check.ways
    assert len(check.ways) > 1
    assert SupportVoice.objects.count() == 12
    assert SupportEntry.objects.filter(poll=check, votes_for__gt=0).count() == 1
    assert count(check).all.total > 12
    assert {bool(concern.answer) for concern in Concern.objects.filter(poll=check)} >= {True}


def test_there_is_a_rule_for_what_is_enough(demo: str) -> None:
    assert EnoughRule.objects.filter(kern=None, domain=None).exists()
    if demo == "valkenburg":
        assert SupportCheck.objects.filter(closed_at__isnull=False).count() > 1


def test_what_was_said_is_of_the_past_and_names_nobody(demo: str) -> None:
    now = timezone.now()
    assert not AgendaItem.objects.filter(meeting__closed_at__gt=now).exists()
    assert not SupportVoice.objects.filter(entered_at__gt=now).exists()
    assert not SupportVoice.objects.exclude(place="").exists()
