"""Before the kernoverleg its kernambtenaar knows what was decided, who heard nothing, what is asked and promised."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from initiatives.models import Decision, Initiative, Message, SupportCheck
from initiatives.statuses import Status
from kernen.models import Absence, Role
from overleg.deeds.kern_digest import send_digests
from overleg.models import Meeting
from tests.factories import end_roles, give_role, sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town

# The meeting is on Wednesday 25 November; two working days before is Monday.
MONDAY = datetime.combine(date(2026, 11, 23), NOW.timetz())
LAST_TIME = 42


def night(at: datetime = MONDAY) -> list[tuple[str, str]]:
    """Every overview there is after this night, by reader."""
    with time_machine.travel(at, tick=False):
        send_digests(now=at)
    rows = Message.objects.filter(once__startswith="kern-digest").order_by("pk")
    return list(rows.values_list("recipient", "body"))


def readers(at: datetime = MONDAY) -> list[str]:
    return [name for name, _body in night(at)]


def body(town: Town, who: str = "KA.own") -> str:
    return dict(night())[who]


def page(town: Town, who: str = "KA.own") -> str:
    return sign_in(town.world.people[who]).get(f"/overleg/{town.meeting.pk}/vooraf/").content.decode()


def decided(initiative: Initiative, *, days_ago: int, outcome: str = "yes") -> None:
    Decision.objects.create(initiative=initiative, decided_at=NOW - timedelta(days=days_ago), outcome=outcome)


def silent(town: Town, title: str, *, days: int, **facts: object) -> Initiative:
    return town.idea(Status.IN_REVIEW, title=title, logged_at=NOW - timedelta(days=days), **facts)


# ---- who gets it, and when ----------------------------------------------------------------------------


def test_kernambtenaar_gets_one_mail_two_working_days_before_however_often_the_night_comes(town: Town) -> None:
    assert readers(MONDAY - timedelta(days=1)) == []

    assert readers(MONDAY) == ["KA.own"]
    assert readers(MONDAY) == ["KA.own"]
    assert readers(MONDAY + timedelta(days=1)) == ["KA.own"]


def test_a_night_that_was_missed_is_made_good(town: Town) -> None:
    assert readers(MONDAY + timedelta(days=2)) == ["KA.own"]
    assert Message.objects.get(once__startswith="kern-digest").address == town.world.people["KA.own"].email


@pytest.mark.parametrize("facts", [{"called_off_at": NOW}, {"closed_at": NOW, "present": 9}, {"kernoverleg": None}])
def test_nothing_goes_out_for_what_does_not_take_place_is_over_or_is_of_colleagues(
    town: Town, facts: dict[str, object]
) -> None:
    Meeting.objects.update(**facts)

    assert readers() == []


def test_a_meeting_that_moved_is_announced_anew(town: Town) -> None:
    night()
    Meeting.objects.update(held_on=MONDAY.date() + timedelta(days=9))

    assert readers(MONDAY + timedelta(days=7)) == ["KA.own", "KA.own"]


def test_who_is_kernambtenaar_no_more_gets_nothing(town: Town) -> None:
    end_roles(town.world.people["KA.own"])

    assert readers() == []


def test_a_working_group_is_announced_to_the_kernambtenaren_of_all_its_kernen(town: Town) -> None:
    Meeting.objects.update(kernoverleg=town.working_group)

    assert readers() == ["KA.own", "KA.other"]


def test_who_is_away_on_the_day_has_the_mail_and_so_has_a_deputy_who_sits_with_this_group(town: Town) -> None:
    people = town.world.people
    absence = Absence.objects.create(
        user=people["KA.own"], deputy=people["KA.other"], starts_on=TODAY, ends_on=TODAY + timedelta(days=14)
    )
    assert readers() == ["KA.own"]

    Message.objects.all().delete()
    give_role(people["KA.other"], role=Role.EXTERNAL_COORDINATOR, kern=town.world.kern)
    assert readers() == ["KA.own", "KA.other"]

    Message.objects.all().delete()
    absence.ends_on = TODAY
    absence.save()
    assert readers() == ["KA.own"]


def test_the_night_round_sends_it(town: Town) -> None:
    said = StringIO()
    with time_machine.travel(MONDAY, tick=False):
        call_command("daily", stdout=said)

    assert "1 overzichten voor een kernoverleg klaargezet" in said.getvalue()


# ---- what stands in it --------------------------------------------------------------------------------


def test_what_was_decided_since_the_last_time_stands_there_and_what_is_older_does_not(town: Town) -> None:
    town.met(days_ago=LAST_TIME)
    new, old = town.idea(Status.APPROVED, title="Nieuw besluit"), town.idea(Status.IN_REALISATION, title="Oud besluit")
    decided(new, days_ago=3)
    decided(old, days_ago=LAST_TIME + 20)
    town.idea(Status.WITHDRAWN, title="Gestopt plan")
    Initiative.objects.filter(pk=town.idea(Status.COMPLETED, title="Lang klaar").pk).update(
        entered_at=NOW - timedelta(days=99)
    )

    read = page(town)

    assert "Besluit: ja" in read
    assert [t for t in ("Nieuw besluit", "Oud besluit", "Gestopt plan", "Lang klaar") if t in read] == [
        "Nieuw besluit", "Gestopt plan",
    ]  # fmt: skip
    assert f"- {new.reference}: besluit: ja (15 november)" in body(town)


def test_a_decision_the_initiator_does_not_know_says_so(town: Town) -> None:
    made = town.idea(Status.REJECTED, informed_at=None)
    decided(made, days_ago=3, outcome="no")

    assert "De initiatiefnemer weet dit nog niet. Zeg er in het overleg niets over." in page(town)
    assert "LET OP: de initiatiefnemer weet dit nog niet." in body(town)
    assert body(town).count(str(made.reference)) == 1


def test_the_longest_silence_stands_on_top_and_what_was_told_lately_not_at_all(town: Town) -> None:
    later, longest = silent(town, "Moestuin", days=35), silent(town, "Beekpad", days=70)
    fresh = silent(town, "Gisteren", days=1)

    said = body(town).partition("Lang niets gehoord")[2]

    assert said.index(f"{longest.reference}: 75 dagen") < said.index(f"{later.reference}: 40 dagen")
    assert str(fresh.reference) not in said
    assert page(town).index("Beekpad") < page(town).index("Moestuin")


def test_opinions_asked_of_the_group_stand_there_with_their_last_day(town: Town) -> None:
    asked, otherwise = (
        town.idea(Status.SUPPORT_CHECK, title="Speelplek"),
        town.idea(Status.SUPPORT_CHECK, title="Lijst"),
    )
    SupportCheck.objects.filter(initiative=asked).update(ways=["list", "kernoverleg"], closes_on=date(2026, 12, 4))

    said = body(town).partition("Mening gevraagd")[2]

    assert f"- {asked.reference}: tot en met 4 december" in said
    assert str(otherwise.reference) not in said


def test_an_opinion_the_group_gave_or_cannot_give_now_is_not_asked_again(town: Town) -> None:
    ideas = [town.idea(Status.SUPPORT_CHECK, title=title) for title in ("Gehoord", "Pauze", "Gevraagd")]
    given, paused, _asked = ideas
    SupportCheck.objects.update(ways=["kernoverleg"], closes_on=date(2026, 12, 4), started_at=NOW - timedelta(days=20))
    town.item(given, meeting=town.met(days_ago=7), discussed=True, opinion="positive")
    Initiative.objects.filter(pk=paused.pk).update(status=Status.ON_HOLD, return_status=Status.SUPPORT_CHECK)

    said = body(town).partition("Mening gevraagd")[2]

    named = {idea.title: str(idea.reference) in said.partition("Beloften")[0] for idea in ideas}
    assert named == {"Gehoord": False, "Pauze": False, "Gevraagd": True}


def test_promises_that_are_late_stand_there_in_full_only_after_signing_in(town: Town) -> None:
    town.promise(town.item(meeting=town.met()), what="Bel de familie Smeets", due_on=date(2026, 11, 3))
    town.promise(town.item(meeting=town.met(days_ago=90)), what="Nog op tijd", due_on=date(2026, 12, 24))

    assert "- eigen punt van de groep: voor 3 november" in body(town)
    assert "Smeets" not in body(town)
    assert "Bel de familie Smeets" in page(town)
    assert "Nog op tijd" not in page(town)


def test_the_mail_names_no_resident_and_no_title_that_is_not_on_the_website(town: Town) -> None:
    made = silent(town, "Hulp voor mevrouw Smeets", days=60)
    made.people.update(name="Mia Janssen")
    public = silent(town, "Beekpad", days=50)
    Initiative.objects.filter(pk=public.pk).update(published_at=NOW)

    said = body(town)

    assert str(made.reference) in said
    assert f"{public.reference} Beekpad: 55 dagen" in said
    assert [name for name in ("Smeets", "Mia Janssen") if name in said] == []


def test_each_reads_only_what_that_person_may_see(town: Town) -> None:
    hidden = silent(town, "Stil plan", days=60, is_confidential=True)
    elsewhere = silent(town, "Plan in Broekhem", days=60, kern=town.world.other_kern)

    assert (str(hidden.reference) in body(town), str(elsewhere.reference) in body(town)) == (False, False)
    assert "Stil plan" not in page(town)
    assert "Stil plan" in page(town, "EC.own")
    assert "Plan in Broekhem" not in page(town, "IC")


def test_when_all_is_well_the_mail_says_so(town: Town) -> None:
    assert "Er is niets besloten, niemand wacht te lang op bericht en er is geen belofte te laat." in body(town)
    assert "Niemand wacht langer dan 28 dagen op bericht." in page(town)
    assert f"/overleg/{town.meeting.pk}/vooraf/" in body(town)


def test_the_platform_has_no_such_page(town: Town) -> None:
    Meeting.objects.update(kernoverleg=None)

    assert sign_in(town.world.people["IC"]).get(f"/overleg/{town.meeting.pk}/vooraf/").status_code == 404
