"""The floor: for each kind of page the least that Django, one good question and a small template can cost."""

import random
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from accounts.models import User

SHOWN, MOST = 25, 1_000
# Of a word in at most so many rows all are taken and sorted; of a more common one the newest are looked through.
FEW = 5_000
ROW = "id, reference, title, status, due_on, kern, officer, created_at"
RUNNING = f"SELECT {ROW} FROM floor_initiative WHERE is_running"
HEAD = "<!doctype html><title>{{ title }}</title><nav><a href='/'>{{ who }}</a></nav><h1>{{ title }} ({{ count }})</h1>"
LINES = (
    "<table>{% for one in rows %}<tr><td><a href='/een/{{ one.1 }}/'>{{ one.1 }}</a><td>{{ one.2 }}<td>{{ one.3 }}"
    "<td>{{ one.4 }}<td>{{ one.5 }}<td>{{ one.6 }}<td>{{ one.7 }}{% endfor %}</table>"
)
STORY = (
    "<p>{{ row.2 }}<p>{{ row.3 }}<ol>{% for one in events %}<li>{{ one.0 }} {{ one.1 }}: {{ one.2 }}{% endfor %}</ol>"
)
ENGINE = Engine()
LIST, RECORD = ENGINE.from_string(HEAD + LINES), ENGINE.from_string(HEAD + STORY)


def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """All rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def who(request: HttpRequest) -> str:
    """Session and user: the dearest part of a page for staff."""
    user = request.user
    return user.name if isinstance(user, User) else ""


def answer(text: str) -> HttpResponse:
    """With its length, so that the line stays open."""
    return HttpResponse(text, headers={"Content-Length": str(len(text.encode()))})


def lines(rows: list[tuple[Any, ...]], count: object, *, reader: str) -> HttpResponse:
    """The list; its dates are written beforehand, for a filter per date is half of a page."""
    shown = [(*row[:4], str(row[4] or ""), *row[5:7], str(row[7])[:10]) for row in rows[:SHOWN]]
    return answer(LIST.render(Context({"title": "Initiatieven", "who": reader, "count": count, "rows": shown})))


def alive(_request: HttpRequest) -> HttpResponse:
    """Nothing at all."""
    return answer("ok")


def hello(request: HttpRequest) -> HttpResponse:
    """Session and user."""
    return answer(f"Dag {who(request)}")


def show_list(request: HttpRequest) -> HttpResponse:
    """What goes on, what runs out first on top; the count is kept."""
    rows = ask(f"{RUNNING} ORDER BY due_on, id LIMIT {SHOWN + 1}")
    return lines(rows, ask("SELECT number FROM floor_count WHERE name = 'running'")[0][0], reader=who(request))


def show_last(request: HttpRequest) -> HttpResponse:
    """The last page is the first one from behind."""
    rows = ask(f"{RUNNING} ORDER BY due_on DESC, id DESC LIMIT {SHOWN}")
    count = ask("SELECT number FROM floor_count WHERE name = 'running'")[0][0]
    return lines(rows[::-1], count, reader=who(request))


def show_filtered(request: HttpRequest, status: str, domain: int) -> HttpResponse:
    """Of one domain what stands there; counted until there are many."""
    where = "FROM floor_initiative WHERE status = %s AND lead_domain_id = %s"
    rows = ask(f"SELECT {ROW} {where} ORDER BY due_on, id LIMIT {SHOWN + 1}", status, domain)
    count = ask(f"SELECT count(*) FROM (SELECT 1 {where} LIMIT {MOST + 1}) AS counted", status, domain)[0][0]
    return lines(rows, count, reader=who(request))


def show_kern(request: HttpRequest, kern: int) -> HttpResponse:
    """What goes on in one kern."""
    rows = ask(f"{RUNNING} AND kern_id = %s ORDER BY due_on, id LIMIT {SHOWN + 1}", kern)
    return lines(rows, len(rows), reader=who(request))


def search(request: HttpRequest, word: str) -> HttpResponse:
    """One look at how common it is, and then the way that suits."""
    found, asked = FOUND[connection.vendor], word if connection.vendor == "sqlite" else f"'{word}'"
    count = ask(f"SELECT count(*) FROM ({found} LIMIT {FEW + 1}) AS counted", asked)[0][0]
    order = f"ORDER BY created_at DESC, id DESC LIMIT {SHOWN + 1}"
    if count <= FEW:
        few = f"WITH few AS MATERIALIZED ({found}) SELECT {ROW} FROM floor_initiative WHERE id IN (SELECT id FROM few)"
        rows = ask(f"{few} {order}", asked)
    else:
        rows = ask(NEWEST_WITH[connection.vendor].format(row=ROW, order=order), asked)
    return lines(rows, min(count, MOST), reader=who(request))


FOUND = {
    "postgresql": "SELECT id FROM initiatives_search WHERE words @@ %s::tsquery",
    "sqlite": "SELECT rowid AS id FROM initiatives_search WHERE initiatives_search MATCH %s",
}
NEWEST_WITH = {
    "postgresql": "SELECT {row} FROM floor_initiative JOIN initiatives_search AS s USING (id) "
    "WHERE s.words @@ %s::tsquery {order}",
    "sqlite": "SELECT {row} FROM floor_initiative WHERE id IN "
    "(SELECT rowid FROM initiatives_search WHERE initiatives_search MATCH %s) {order}",
}


def show_record(request: HttpRequest, reference: str) -> HttpResponse:
    """One initiative with its history."""
    return record(reference, "", reader=who(request))


def show_public_record(_request: HttpRequest, reference: str) -> HttpResponse:
    """The same without session, and what everybody may read."""
    return record(reference, "AND e.audience IN ('public', 'resident')", reader="")


def record(reference: str, only: str, *, reader: str) -> HttpResponse:
    """The row, and what happened."""
    row = ask("SELECT id, reference, title, summary FROM floor_initiative WHERE reference = %s", reference)[0]
    events = ask(
        "SELECT e.at, e.action, t.sentence FROM initiatives_event AS e JOIN initiatives_eventtext AS t "
        f"ON t.event_id = e.id WHERE e.initiative_id = %s {only} ORDER BY e.at DESC, e.id DESC LIMIT 100",
        row[0],
    )
    said = [(str(at)[:16], action, sentence) for at, action, sentence in events]
    shown = {"title": row[1], "who": reader, "count": len(said), "row": row, "events": said}
    return answer(RECORD.render(Context(shown)))


def show_public_list(_request: HttpRequest, kern: int) -> HttpResponse:
    """What everybody may read of one kern, without session."""
    rows = ask(
        f"SELECT {ROW} FROM floor_initiative WHERE is_public AND kern_id = %s "
        f"ORDER BY created_at DESC, id DESC LIMIT {SHOWN + 1}",
        kern,
    )
    return lines(rows, len(rows), reader="")


def create(request: HttpRequest) -> HttpResponse:
    """A row, what happened, and it is on disk."""
    number, at = random.getrandbits(60), datetime.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO floor_initiative (id, reference, title, summary, status, created_at, is_running, is_public) "
            "VALUES (%s, %s, %s, %s, 'exploring', %s, true, false)",
            [number, f"F-{number:x}", request.POST["title"], request.POST["summary"], at],
        )
        happened(cursor, number, "log", said=f"{who(request)} schreef het op.")
    return HttpResponse(status=302, headers={"Location": "/", "Content-Length": "0"})


def move(request: HttpRequest, reference: str) -> HttpResponse:
    """The row, moved, and what happened."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT id, status FROM floor_initiative WHERE reference = %s", [reference])
        number, status = cursor.fetchone()
        target = "exploring" if status == "submitted" else "submitted"
        cursor.execute("UPDATE floor_initiative SET status = %s WHERE id = %s", [target, number])
        happened(cursor, number, target, said=f"{who(request)} zette het door.")
    return HttpResponse(status=302, headers={"Location": "/", "Content-Length": "0"})


def happened(cursor: Any, initiative: int, action: str, *, said: str) -> None:
    """One line of history."""
    cursor.execute(
        "INSERT INTO floor_event (id, initiative_id, at, action, said) VALUES (%s, %s, %s, %s, %s)",
        [random.getrandbits(60), initiative, datetime.now().isoformat(), action, said],
    )


urlpatterns = [
    path("health/ready", alive),
    path("hallo/", hello),
    path("lijst/", show_list),
    path("laatste/", show_last),
    path("lijst/<str:status>/<int:domain>/", show_filtered),
    path("kern/<int:kern>/", show_kern),
    path("zoek/<str:word>/", search),
    path("een/<str:reference>/", show_record),
    path("dorpen/<int:kern>/", show_public_list),
    path("openbaar/<str:reference>/", show_public_record),
    path("nieuw/", create),
    path("verder/<str:reference>/", move),
]
