"""What came of it: the decision, the agreements, where one is better off, how it ended, and what we keep."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from initiatives.models import Attachment, Consent, EventText
from initiatives.statuses import Status
from initiatives.views.status.my_data import mask
from initiatives.views.status.story import Story, read_story
from tests.initiatives.builders import Walk, approve, make_initiative, make_world, open_page, take, tell
from tests.unlocked import unlocked

pytestmark = pytest.mark.django_db


def read(walk: Walk, name: str = "status") -> str:
    return re.sub(r"\s+", " ", open_page(walk).get(reverse(name)).content.decode())


def story(walk: Walk) -> Story:
    return read_story(walk.initiative, today=walk.day)


# ---- the decision --------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.APPROVED, Status.REJECTED])
def test_decision_has_a_heading_of_its_own_once_it_was_told(status: Status) -> None:
    walk = make_initiative(status)
    assert story(walk).verdict is None
    assert "Het besluit" not in read(walk)
    tell(walk)
    assert "Het besluit" in read(walk)


def test_a_no_says_why_what_can_be_done_and_whom_to_call() -> None:
    walk = make_initiative(Status.REJECTED)
    tell(walk)
    said = story(walk).verdict
    assert said is not None
    assert said.answer == "Nee, uw idee kan niet doorgaan."
    assert said.why == "Het kan niet. De grond is niet van ons."
    assert said.instead == "Een bankje op het plein."
    assert said.disagree == "Bel ons. Wij leggen het uit en denken met u mee."


def test_objecting_is_named_with_its_last_day_only_after_a_formal_decision() -> None:
    walk = make_initiative(Status.REJECTED)
    tell(walk)
    decision = walk.initiative.decisions.latest("pk")
    decision.is_formal, decision.letter_on = True, walk.day
    decision.objection_until = walk.day + timedelta(days=42)
    decision.save()
    said = story(walk).verdict
    assert said is not None
    assert said.disagree.startswith("U kunt bezwaar maken tot en met 2")
    late = read_story(walk.initiative, today=walk.day + timedelta(days=43)).verdict
    assert late is not None
    assert late.disagree.startswith("Bezwaar maken kon tot en met")


def test_a_yes_with_something_to_arrange_says_so_until_it_is_arranged() -> None:
    walk = make_initiative(Status.DECISION_PENDING)
    approve(
        walk, outcome="yes_if", condition_1="Vraag de eigenaar", condition_1_owner="initiator",
        condition_1_due_on=walk.day + timedelta(days=40), condition_1_beforehand=True,
    )  # fmt: skip
    tell(walk)
    assert "Er moet nog wel iets gebeuren." in read(walk)
    condition = walk.initiative.decisions.get(outcome="yes_if").conditions.get()
    walk.deed("meet_condition", walk.world.officer, condition=str(condition.pk))
    assert "Er moet nog wel iets gebeuren." not in read(walk)
    assert "Ja, uw idee kan doorgaan." in read(walk)


def test_another_look_takes_the_old_decision_away_from_the_top() -> None:
    walk = make_initiative(Status.REJECTED)
    tell(walk)
    walk.go("reopen", walk.world.internal, reason="nieuwe plek", asked_by="de initiatiefnemer")
    assert story(walk).verdict is None


# ---- how it ends ---------------------------------------------------------------------------------------


def test_agreements_stand_under_their_own_heading() -> None:
    walk = make_initiative(Status.HANDED_OVER)
    agreed = story(walk).agreed
    assert agreed is not None
    assert agreed.helps.startswith("Wij helpen tot en met ")
    assert agreed.calls.startswith("Wij bellen u op ")
    later = read_story(walk.initiative, today=walk.day + timedelta(days=200)).agreed
    assert later is not None
    assert later.helps.startswith("Wij hielpen tot en met ")
    assert later.calls == ""
    page = read(walk)
    for part in ("Dit hebben wij afgesproken", "De groep verft de bank.", "Bel Els Coördinator:"):
        assert part in page
    take(walk, "complete")
    assert "De groep verft de bank." in read(walk)


def test_who_is_helped_elsewhere_reads_where_and_the_number() -> None:
    page = read(make_initiative(Status.REFERRED))
    for part in ("Hier kunt u terecht", "Omgevingsloket", 'href="tel:14043"', "Wij hebben uw vraag al doorgegeven."):
        assert part in page


def test_every_end_has_words_of_its_own() -> None:
    said, world = set(), make_world()
    for reason in ("withdrawn", "no_contact", "group_stopped", "conditions", "not_feasible"):
        walk = make_initiative(Status.IN_REVIEW, world=world)
        walk.go("withdraw", walk.world.internal, reason=reason, others_asked=True, confirmed=True)
        said.add(str(story(walk).now))
    for status in (Status.COMPLETED, Status.REJECTED, Status.REFERRED, Status.HANDED_OVER):
        walk = make_initiative(status, world=world)
        if status == Status.REJECTED:
            tell(walk)
        said.add(str(story(walk).now))
    assert len(said) == 9
    assert "Het lukte ons niet om u te spreken." in " ".join(said)


def test_no_for_want_of_money_is_no_for_now() -> None:
    walk = make_initiative(Status.DECISION_PENDING)
    walk.go(
        "reject", walk.world.decider, reason="no_money", explanation="Het geld is op. Volgend jaar is er weer geld.",
        alternative="Vraag het volgend jaar opnieuw.",
    )  # fmt: skip
    assert "geen geld" not in read(walk)
    tell(walk)
    assert "Nee, nu niet. Er is nu geen geld voor uw idee." in read(walk)


# ---- in another language, in large type, with a face ---------------------------------------------------


def test_what_happened_is_read_in_the_language_of_the_page_where_it_can_be() -> None:
    walk = make_initiative(Status.SUBMITTED)
    with unlocked():
        EventText.objects.update(translations={})
        EventText.objects.filter(event__action="submit").update(translations={"en": "Your idea is at the town hall."})
    with override("en"):
        assert "Your idea is at the town hall." in [one.text for one in story(walk).happenings]
        assert any(one.text.startswith("Wij hebben uw idee opgeschreven") for one in story(walk).happenings)
    assert "Your idea is at the town hall." not in read(walk)


def test_large_type_stays_until_somebody_wants_ordinary_type() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    client = open_page(walk)
    large = "bk-resident--large"
    assert large not in client.get(reverse("status")).content.decode()
    assert large in client.get(reverse("status"), {"letters": "groot"}).content.decode()
    assert large in client.get(reverse("status_call")).content.decode()
    assert large not in client.get(reverse("status"), {"letters": "gewoon"}).content.decode()
    assert large not in client.get(reverse("status"), {"letters": "raar"}).content.decode()


def test_face_of_the_contact_person_is_shown_where_there_is_one() -> None:
    walk = make_initiative()
    assert "<img" not in read(walk).split("<main")[1]
    coordinator = walk.world.coordinator
    coordinator.photo = "photos/els.png"
    coordinator.save()
    assert f'src="{reverse("coordinator_photo", args=[coordinator.pk])}"' in read(walk)


# ---- what we keep --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["status_my_data", "status_my_data_copy"])
def test_resident_reads_and_takes_along_what_we_keep_and_whoever_finds_the_card_learns_no_address(name: str) -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    person = walk.initiative.people.get()
    person.email, person.street, person.postcode, person.city = "mia@example.org", "Kapelstraat 12", "6301 AB", "Sibbe"
    person.save()
    Consent.objects.create(person=person, kind="publish_name", given_on=walk.day, way="phone")
    client = open_page(walk)
    client.post(reverse("status_call"), {"about": "De kleur", "phone": "06 99 88 77 66", "form_key": uuid4()})
    client.post(reverse("status_tell"), {"message": "Wij zijn verhuisd.", "form_key": uuid4()})
    walk.initiative.refresh_from_db()
    walk.go("receive_info", walk.world.coordinator, answer="Twee meter.")
    Attachment.objects.create(
        initiative=walk.initiative, name="bank.jpg", kind="jpeg", size=1, sha256="0" * 64, by_resident=True,
        uploaded_at=timezone.now(),
    )  # fmt: skip
    page = read(walk, name)
    for kept in (
        "Bankje bij de kapel", "Een bankje bij de kapel, met uitzicht.", "Elkaar ontmoeten", "Twee meter.",
        "De kleur", "Wij zijn verhuisd.", "Naam op de website", "bank.jpg", "m***@e***", "M*** B***", "****44",
        "****66", "Bel ons:",
    ):  # fmt: skip
        assert kept in page
    for hidden in ("mia@", "Mia", "Bewoner", "11 22 33", "99 88 77", "Kapelstraat", "6301", "INTERN", "Bert"):
        assert hidden not in page


def test_who_reads_english_reads_what_we_keep_under_english_names() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    with override("en"):
        address = reverse("status_my_data")

    page = open_page(walk).get(address).content.decode()

    names = re.findall(r"<dt>(.*?)</dt>", page)
    assert names == ["Title", "In one sentence", "Your story", "What you want to achieve", "Asked", "Written down on",
                     "Contact person"]  # fmt: skip
    assert "hears from us by: phone" in page


def test_copy_is_a_text_to_keep() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    copy = open_page(walk).get(reverse("status_my_data_copy"))
    assert copy.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert copy.headers["Content-Disposition"] == f'attachment; filename="{walk.initiative.reference}.txt"'
    assert "no-store" in copy.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("said", "masked"),
    [("", ""), ("mia@example.org", "m***@e***"), ("Mia de Boer", "M*** d*** B***")],
)
def test_masked_is_enough_to_recognise(said: str, masked: str) -> None:
    assert mask(said) == masked
