"""The link by mail: for whom it is made, that nobody learns anything by asking, and that it opens once."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from accounts.throttle import TRIES
from initiatives.deeds.access import issue_code
from initiatives.deeds.edit import reach
from initiatives.deeds.mail_link import MOST_A_DAY, find_link, use_link
from initiatives.letters.post import ask_to_phone
from initiatives.models import Initiative, Message
from initiatives.models.mail_link import MailLink
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.builders import Walk, make_initiative, make_world, start_walk

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db
ADDRESS = "Mia@Example.org"


def with_mail(walk: Walk, email: str = ADDRESS) -> Walk:
    walk.initiative.people.update(email=email, channel="email")
    return walk


def ask(number: str | None, email: str = ADDRESS, *, address: str = "192.0.2.1") -> "Response":
    typed = {"nummer": number or "", "email": email}
    return Client().post(reverse("status_ask_link"), typed, REMOTE_ADDR=address)


def mails() -> list[Message]:
    return list(Message.objects.filter(drop_after_sending=True).order_by("pk"))


def link_in(message: Message) -> str:
    found = re.search(r"http://\S+(/volg/link/\S+/)", message.body)
    assert found
    return found.group(1)


def asked_link(walk: Walk) -> str:
    ask(walk.initiative.reference)
    return link_in(mails()[-1])


# ---- asking --------------------------------------------------------------------------------------------


def test_who_gives_number_and_address_gets_a_mail_at_the_address_we_kept() -> None:
    walk = with_mail(make_initiative())
    ask(walk.initiative.reference, "  mia@EXAMPLE.org ")
    mail = mails()[0]
    assert (mail.address, mail.person, mail.initiative) == (ADDRESS, walk.initiative.people.get(), walk.initiative)
    assert (mail.state, mail.channel, mail.asks) == ("queued", "email", True)
    assert mail.next_try_at is not None
    assert mail.subject == "Uw link voor Volg uw idee"
    token = link_in(mail).split("/")[-2]
    assert len(token) >= 22
    link = MailLink.objects.get()
    assert token not in link.token_hash
    assert len(link.token_hash) == 64
    assert link.expires_at - link.created_at == timedelta(hours=1)


def test_all_who_ask_read_the_very_same_answer() -> None:
    world = make_world()
    walk = with_mail(make_initiative(world=world))
    silenced = with_mail(make_initiative(world=world))
    Initiative.objects.filter(pk=silenced.initiative.pk).update(silenced_at=timezone.now())
    emptied = with_mail(make_initiative(world=world))
    Initiative.objects.filter(pk=emptied.initiative.pk).update(emptied_at=timezone.now())
    nobody = make_initiative(world=world)
    draft = with_mail(start_walk(world))
    asked = [
        ask(walk.initiative.reference),
        ask(walk.initiative.reference, "iemand@example.org", address="192.0.2.2"),
        ask("VAG-2026-9999", address="192.0.2.3"),
        ask(silenced.initiative.reference, address="192.0.2.4"),
        ask(emptied.initiative.reference, address="192.0.2.5"),
        ask(nobody.initiative.reference, address="192.0.2.6"),
        ask(str(draft.initiative.pk), address="192.0.2.7"),
    ]
    assert {answer.status_code for answer in asked} == {302}
    assert len({answer.headers["Location"] for answer in asked}) == 1
    page = Client().get(asked[0].headers["Location"]).content.decode()
    assert "Als dit nummer en dit e-mailadres bij elkaar horen, krijgt u zo een mail." in page
    assert [mail.initiative for mail in mails()] == [walk.initiative]
    assert MailLink.objects.count() == 1


def test_a_wrong_address_and_an_unknown_number_cost_the_same_work() -> None:
    world = make_world()
    walk, other = (with_mail(make_initiative(world=world)) for _ in range(2))
    ask("VAG-2026-9998", address="192.0.2.9")
    right = work_of(walk.initiative.reference, ADDRESS, "192.0.2.1")
    assert right.count("INSERT") == 4
    assert work_of(other.initiative.reference, "iemand@example.org", "192.0.2.2") == right
    assert work_of("VAG-2026-9999", ADDRESS, "192.0.2.3") == right


def work_of(number: str | None, email: str, address: str) -> list[str]:
    """What the database did, but for whether it was kept or taken back."""
    with CaptureQueriesContext(connection) as asked:
        ask(number, email, address=address)
    return [word for query in asked if (word := query["sql"].split()[0]) not in ("ROLLBACK", "RELEASE", "COMMIT")]


def test_who_asks_on_and_on_is_stopped_before_anything_is_looked_up() -> None:
    walk = with_mail(make_initiative())
    for number in range(TRIES):
        ask(walk.initiative.reference, address=f"192.0.2.{number}")
    with CaptureQueriesContext(connection) as asked:
        assert ask(walk.initiative.reference, address="192.0.2.99").status_code == 429
    assert not [query for query in asked if "initiatives_" in query["sql"]]
    assert len(mails()) == TRIES


def test_what_is_no_address_is_told_so_at_the_field() -> None:
    page = ask("VAG-2026-0001", "mia").content.decode()
    assert "Dit lijkt geen e-mailadres." in page
    assert 'value="VAG-2026-0001"' in page
    assert ask("\x00", "a@b\x00.nl").status_code == 200


def test_mail_is_in_the_language_of_who_reads_it() -> None:
    walk = with_mail(make_initiative())
    walk.initiative.people.update(language="en")
    ask(walk.initiative.reference)
    assert mails()[0].language == "en"
    assert "/en/volg/link/" in mails()[0].body


# ---- opening -------------------------------------------------------------------------------------------


def test_looking_changes_nothing_and_the_button_opens_one_idea_once() -> None:
    walk = with_mail(make_initiative(title="Onze moestuin"))
    path, client = asked_link(walk), Client()
    page = [client.get(path) for _ in range(3)][-1]
    assert page.status_code == 200
    assert "Onze moestuin" not in page.content.decode()
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in page.headers["Cache-Control"]
    assert client.get(reverse("status")).headers["Location"] == reverse("status_sign_in")
    assert client.post(path).headers["Location"] == reverse("status")
    assert "Onze moestuin" in client.get(reverse("status")).content.decode()
    # A second press by who is in leads to the page; for anybody else the link is over.
    assert client.post(path).headers["Location"] == reverse("status")
    assert Client().post(path).status_code == 410


def test_of_two_presses_at_the_same_moment_one_wins() -> None:
    path, now = asked_link(with_mail(make_initiative())), timezone.now()
    link = find_link(path.split("/")[-2], at=now)
    assert link is not None
    assert [use_link(link, at=now) for _ in range(2)] == [True, False]


def test_used_old_and_unknown_links_say_the_same_and_what_to_do() -> None:
    walk = with_mail(make_initiative())
    used, now = asked_link(walk), timezone.now()
    Client().post(used)
    old = asked_link(walk)
    with travel(now + timedelta(minutes=61), tick=False):
        pages = [Client().get(path) for path in (used, old, reverse("status_link", args=["x" * 43]))]
        assert Client().post(old).status_code == 410
    assert [page.status_code for page in pages] == [410, 410, 410]
    texts = {re.sub(r"/volg/link/[\w-]{20,}/", "…", page.content.decode()) for page in pages}
    assert len(texts) == 1
    assert "Vraag gerust een nieuwe." in texts.pop()


def test_a_newer_link_and_a_new_code_kill_an_older_link() -> None:
    walk = with_mail(make_initiative())
    first, second = asked_link(walk), asked_link(walk)
    assert [Client().get(path).status_code for path in (first, second)] == [410, 200]
    issue_code(walk.initiative, by=walk.world.internal, at=timezone.now())
    assert Client().post(second).status_code == 410


def test_a_new_code_also_closes_what_a_link_opened() -> None:
    walk, client = with_mail(make_initiative()), Client()
    client.post(asked_link(walk))
    issue_code(walk.initiative, by=walk.world.internal, at=timezone.now())
    assert client.get(reverse("status")).status_code == 302


def test_link_of_a_story_that_was_stopped_or_emptied_meanwhile_is_over() -> None:
    world = make_world()
    for column in ("silenced_at", "emptied_at"):
        walk = with_mail(make_initiative(world=world))
        path = asked_link(walk)
        Initiative.objects.filter(pk=walk.initiative.pk).update(**{column: timezone.now()})
        assert Client().post(path).status_code == 410


def test_link_of_one_idea_does_not_open_another() -> None:
    world = make_world()
    mine, other = with_mail(make_initiative(world=world)), with_mail(make_initiative(world=world, title="Geheim"))
    client = Client()
    client.post(asked_link(mine), {"nummer": other.initiative.reference or "", "pk": other.initiative.pk})
    assert "Geheim" not in client.get(reverse("status")).content.decode()


def test_an_idea_without_a_card_is_opened_by_a_link_until_a_card_is_made() -> None:
    walk = start_walk(make_world())
    walk.go("log", walk.world.coordinator)
    with_mail(walk)
    client = Client()
    client.post(asked_link(walk))
    assert client.get(reverse("status")).status_code == 200
    issue_code(walk.initiative, by=walk.world.internal, at=timezone.now())
    assert client.get(reverse("status")).status_code == 302


def test_colleagues_never_read_a_link_also_when_the_mail_waits_or_does_not_arrive() -> None:
    walk = with_mail(make_initiative(Status.IN_REVIEW))
    token, mail = asked_link(walk).split("/")[-2], mails()[0]
    Message.objects.filter(pk=mail.pk).update(next_try_at=timezone.now() + timedelta(minutes=5), attempts=1)
    ask_to_phone([mail], now=timezone.now())
    assert walk.initiative.tasks.get(message=mail).text_ready == ""
    for person in (walk.world.internal, walk.world.coordinator, walk.world.officer):
        client = sign_in(person)
        for path in (walk.initiative.get_absolute_url(), reverse("work"), reverse("outbox"), reverse("task_list")):
            assert token not in client.get(path).content.decode()
        assert client.get(reverse("outbox_edit", args=[mail.pk])).status_code == 404


# ---- what happens meanwhile ----------------------------------------------------------------------------


def test_five_links_in_a_day_and_then_a_neighbour_cannot_fill_this_mailbox_any_more() -> None:
    walk = with_mail(make_initiative())
    start = timezone.now()
    answers = set()
    for number in range(MOST_A_DAY + 3):
        with travel(start + timedelta(hours=number)):
            cache.clear()
            answers.add(ask(walk.initiative.reference).status_code)
    assert (answers, len(mails())) == ({302}, MOST_A_DAY)

    with travel(start + timedelta(days=1, hours=3)):
        ask(walk.initiative.reference)
    assert len(mails()) == MOST_A_DAY + 1


def test_a_link_to_the_mailbox_of_somebody_else_dies_when_the_address_is_put_right() -> None:
    walk = with_mail(make_initiative())
    person = walk.initiative.people.get()
    used, unused = Client(), asked_link(walk)
    used.post(unused)
    assert used.get(reverse("status")).status_code == 200
    unused = asked_link(walk)

    reach(person, {"email": "mia@elders.example"}, on=timezone.localdate())

    assert Client().get(unused).status_code == 410
    assert used.get(reverse("status")).status_code == 302


def test_who_was_taken_off_is_out_at_once() -> None:
    walk = with_mail(make_initiative())
    inside = Client()
    inside.post(asked_link(walk))
    assert inside.get(reverse("status")).status_code == 200

    walk.initiative.people.all().delete()

    assert inside.get(reverse("status")).status_code == 302


def test_a_language_that_is_no_longer_there_gets_a_link_that_works() -> None:
    walk = with_mail(make_initiative())
    walk.initiative.people.update(language="xx")
    assert Client().get(asked_link(walk)).status_code == 200
    assert mails()[0].language == "nl"
