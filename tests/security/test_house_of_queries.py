"""What is not written anywhere in the house, because it lets somebody in: no shortcut past a check."""

import re

import pytest

from tests.house.places import APPS, lines_with, python_files

# (what, where it stands for a good reason). A line number would be out of date at once, so files are named.
FORBIDDEN: dict[str, tuple[str, set[str]]] = {
    "a form without a token": (r"csrf_exempt", set()),
    "SQL past the ORM": (r"\.raw\(|\.extra\(|\bRawSQL\(", {"initiatives/search/index.py"}),
    "a page kept for the next": (r"cache_page|UpdateCacheMiddleware|FetchFromCacheMiddleware", set()),
    "mail that fails in silence": (r"fail_silently", set()),
    "mail past the queue": (r"\bsend_mail\(|EmailMessage\(|EmailMultiAlternatives\(|mail_admins\(", {
        "accounts/invitations.py", "initiatives/letters/envelope.py", "kernen/emergency.py",
    }),
    "words of a request as names": (r"\*\*\s*(self\.)?request\.(GET|POST|META|COOKIES)|\*\*json\.loads", set()),
    "an order somebody asked for": (r"order_by\([^)]*request\.", set()),
    "a file that is given": (r"\bFileResponse\(", {
        "initiatives/views/attachments.py", "initiatives/views/export.py", "archive/views/person_found.py",
    }),
    "a question to another machine": (
        r"\burlopen\(|\brequests\.(get|post|put|head|request|Session)\b|\bhttpx\.|http\.client|aiohttp", set(),
    ),
    "code made of words": (r"(?<![\w.])(eval|exec)\(|pickle\.loads?\(|yaml\.load\(|marshal\.loads", set()),
    "a command of the machine": (r"os\.system\(|shell=True", set()),
    "a token that can be guessed": (r"\brandom\.(choice|random|randint)|uuid1\(", set()),
}  # fmt: skip


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nobody_takes_this_way_around_a_check(what: str) -> None:
    pattern, allowed = FORBIDDEN[what]
    found = {line.partition(":")[0] for line in lines_with(pattern, python_files(*APPS)) if "import" not in line}

    # An exception that is not needed any more goes from the list as well.
    assert found == allowed


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a form without a token", "@csrf_exempt"),
        ("SQL past the ORM", "Initiative.objects.raw(sql)"),
        ("words of a request as names", "rows.filter(**request.GET.dict())"),
        ("an order somebody asked for", 'rows.order_by(request.GET["o"])'),
        ("mail past the queue", 'send_mail("a", "b", None, [to])'),
        ("a question to another machine", "requests.get(address, timeout=3)"),
        ("a command of the machine", "subprocess.run(line, shell=True)"),
    ],
)
def test_such_a_line_would_be_seen(what: str, line: str) -> None:
    assert re.search(FORBIDDEN[what][0], line)
