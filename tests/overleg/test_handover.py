"""A kern changes hands: what runs, what was promised, whom to call as far as one may know, and who did it before."""

from datetime import timedelta

from initiatives.models import ContactPerson, Decision, Handover, InfoRequest, Initiative
from initiatives.models.choices import Channel
from initiatives.models.decision import Condition
from initiatives.models.person import PersonRole
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town

NAME, PHONE = "Mia Janssen", "043 777 7777"
BY_THE_PAGE = "via de pagina van het initiatief"


def read(town: Town, who: str = "EC.own") -> str:
    response = sign_in(town.world.people[who]).get(f"/kernen/{town.world.kern.slug}/overdracht/")
    assert response.status_code == 200
    return response.content.decode()


def reached(initiative: Initiative, **columns: str) -> Initiative:
    initiative.people.update(**{"name": NAME, "phone": PHONE} | columns)
    return initiative


def calls(page: str) -> str:
    return page.partition('id="bel-titel"')[2].partition("<h3>")[0]


def decide(initiative: Initiative, *, days_ago: int, outcome: str = "yes_if") -> Decision:
    return Decision.objects.create(
        initiative=initiative, proposed_at=NOW, decided_at=NOW - timedelta(days=days_ago), outcome=outcome
    )


def condition(decision: Decision, text: str, **facts: object) -> Condition:
    columns = {"owner": "municipality", "due_on": TODAY + timedelta(days=9)} | facts
    return Condition.objects.create(decision=decision, text=text, **columns)


def test_the_page_says_what_runs_whose_turn_it_is_and_who_heard_nothing(town: Town) -> None:
    town.idea(Status.IN_REVIEW, title="Beekpad", logged_at=NOW - timedelta(days=40))

    page = read(town)

    assert "Beekpad" in page
    assert "BM.lead" in page
    assert "18 dec 2026" in page
    assert "40 dagen geleden" in page


def test_what_was_promised_in_a_meeting_stands_there_until_it_is_done(town: Town) -> None:
    town.promise(town.item(meeting=town.met()), what="Bel de school")
    town.promise(town.item(meeting=town.met(days_ago=90)), what="Al gedaan", kept_at=NOW)

    page = read(town)

    assert "Bel de school" in page
    assert "te laat" in page
    assert "Al gedaan" not in page


def test_conditions_of_the_last_decision_stand_there_and_those_before_are_history(town: Town) -> None:
    made = town.idea(Status.APPROVED)
    condition(decide(made, days_ago=30), "Oude voorwaarde")
    last = decide(made, days_ago=2)
    condition(last, "Vergunning aanvragen")
    condition(last, "Al geregeld", met_at=NOW)
    settled = town.idea(Status.APPROVED)
    condition(decide(settled, days_ago=30), "Niet meer nodig")
    decide(settled, days_ago=1, outcome="yes")

    page = read(town)

    said = [
        text for text in ("Vergunning aanvragen", "Oude voorwaarde", "Al geregeld", "Niet meer nodig") if text in page
    ]
    assert said == ["Vergunning aanvragen"]


def test_check_ins_and_open_questions_stand_there_with_their_days(town: Town) -> None:
    handed, asked = town.idea(Status.HANDED_OVER), town.idea(Status.INFO_REQUESTED)
    Handover.objects.filter(initiative=handed).update(agreements="De groep maait", check_in_on=TODAY)
    InfoRequest.objects.filter(initiative=asked).update(question="Wie heeft de sleutel?")

    page = read(town)

    assert "De groep maait" in page
    assert "Wie heeft de sleutel?" in page
    InfoRequest.objects.update(closed_at=NOW)
    Handover.objects.update(taken_back_at=NOW)
    page = read(town)
    assert ("De groep maait" in page, "Wie heeft de sleutel?" in page) == (False, False)


def test_the_coordinator_reads_whom_to_call_and_the_kernambtenaar_only_where_it_is_his_business(town: Town) -> None:
    reached(town.idea(Status.SUBMITTED))
    for who, numbers in (("EC.own", 1), ("IC", 1), ("KA.own", 0)):
        part = calls(read(town, who))
        assert (part.count(PHONE), part.count(NAME)) == (numbers, numbers), who
        assert (BY_THE_PAGE in part) == (numbers == 0)

    reached(town.idea(Status.IN_REVIEW, title="Beekpad"))

    part = calls(read(town, "KA.own"))
    assert (part.count(PHONE), part.count(BY_THE_PAGE)) == (1, 1)


def test_a_question_to_residents_is_not_read_by_who_may_not_read_what_passes_between_them(town: Town) -> None:
    asked = town.idea(Status.INFO_REQUESTED)
    InfoRequest.objects.filter(initiative=asked).update(question="Wie heeft de sleutel?")
    assert "Wie heeft de sleutel?" in read(town, "KA.own")

    Initiative.objects.filter(pk=asked.pk).update(is_confidential=True)

    assert "Wie heeft de sleutel?" not in read(town, "KA.own")
    assert "Wie heeft de sleutel?" in read(town, "EC.own")


def test_who_wants_no_call_or_must_be_left_alone_is_not_on_the_list(town: Town) -> None:
    reached(town.idea(Status.IN_REVIEW), channel=Channel.NONE)
    reached(town.idea(Status.IN_REVIEW, silenced_at=NOW))
    joins = town.idea(Status.IN_REVIEW)
    ContactPerson.objects.create(
        initiative=joins, role=PersonRole.CO_INITIATOR, name=NAME, channel=Channel.PHONE, phone=PHONE, created_at=NOW
    )

    part = calls(read(town))

    assert (NAME in part, PHONE in part) == (False, False)
    assert part.count(BY_THE_PAGE) == 2


def test_what_ended_asks_for_no_call(town: Town) -> None:
    reached(town.idea(Status.COMPLETED, title="Beekpad"))

    page = read(town, "IC")

    assert (PHONE in page, "Beekpad" in page) == (False, False)


def test_chairs_are_on_the_list_with_how_to_reach_them(town: Town) -> None:
    page = read(town)

    assert "Jo Vaessen" in page
    assert "voorzitter@example.nl" in page


def test_an_empty_kern_says_so(town: Town) -> None:
    page = read(town)

    assert "Hier loopt nu niets dat u kunt zien." in page
    assert "Er staat geen belofte, voorwaarde of vraag open." in page
    assert "Er loopt niets waarvoor u iemand belt." in page
