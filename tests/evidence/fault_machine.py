"""A mail server that says nothing, a disk that is full, and people whose upload stands still."""

import html
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from burgerkracht.server import CHOICES
from initiatives.workflow.storing import FOLDER
from tests.evidence.earnest_town import Town, found_town, new_folder
from tests.evidence.figure import ROOT, Figure
from tests.evidence.site import Site, open_site
from tests.evidence.visitor import Answer, Visitor, idea, intake

START = "import django; django.setup(); import sys; from initiatives.models import Signal, Message; "
SIGNALS = START + "print(Signal.objects.count())"
WHOLE = START + (
    "from django.db import connection; c = connection.cursor(); c.execute('PRAGMA integrity_check');"
    "print(c.fetchone()[0])"
)
TRIED = START + "print(Message.objects.filter(attempts__gt=0, sent_at=None, leased_until=None).count())"
# In a journal that has grown before, hundreds fit without asking the disk for anything.
NO_SPARE_ROOM = (
    "import django; django.setup(); from django.db import connection as c;"
    "c.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')"
)
ATTACHED = START + "from initiatives.models import Attachment; print(Attachment.objects.count())"
GIVES_UP_WITHIN, HANGS = 20, 20


# ---- the mail server ---------------------------------------------------------------------------------


def see_silent_mail() -> Iterator[Figure]:
    """The coordinator writes down ideas while `deliver` waits for a server that never says a word."""
    with new_folder() as folder, socket.create_server(("127.0.0.1", 0), backlog=16) as silent:
        town = found_town(folder)
        smtp = {"SMTP_URL": f"smtp://127.0.0.1:{silent.getsockname()[1]}"}
        with open_site(town, env=smtp) as site:
            coordinator, kern = site.coordinator(), town.facts["kern"]
            coordinator.post("/initiatieven/nieuw/", intake(kern))
            began, post = time.monotonic(), start_post(town, smtp)
            forms = [intake(kern, email=f"{number}@example.nl") for number in range(10)]
            during = [coordinator.post("/initiatieven/nieuw/", form) for form in forms]
            gave_up = wait_for(post, town, until=began + 60)
            post.kill()
            post.wait()
            careless = start_post(town, smtp | {"DRILL_CARELESS": "1"})
            hangs = still_runs(careless)
    slowest, good = max(one.seconds for one in during), sum(one.status == 302 for one in during)
    yield Figure(
        promise="De mailserver zwijgt: vastleggen gaat gewoon door en de bezorger geeft het op en probeert het later",
        seen=f"{good} van 10 ideeën vastgelegd, traagste {slowest:.1f} s; bezorger gaf de eerste brief na "
        f"{gave_up:.0f} s terug",
        kept=good == 10 and slowest <= 5 and gave_up <= GIVES_UP_WITHIN and hangs,
        control=f"zonder grens aan het wachten hing de bezorger na {HANGS} s nog",
    )


def start_post(town: Town, env: dict[str, str]) -> "subprocess.Popen[bytes]":
    """The delivery worker, once round."""
    command = [sys.executable, "manage.py", "deliver"]
    return subprocess.Popen(command, cwd=ROOT, env=town.environment | env, stdout=subprocess.DEVNULL, stderr=-3)


def wait_for(post: "subprocess.Popen[bytes]", town: Town, *, until: float) -> float:
    """Seconds until the first letter was given back."""
    began = time.monotonic()
    while time.monotonic() < until and post.poll() is None:
        if int(town.must("-c", TRIED)) > 0:
            break
    return time.monotonic() - began


def still_runs(post: "subprocess.Popen[bytes]") -> bool:
    """Whether it hangs; it is ended then."""
    try:
        post.wait(timeout=HANGS)
    except subprocess.TimeoutExpired:
        post.kill()
        post.wait()
        return True
    return False


# ---- the disk ----------------------------------------------------------------------------------------


def see_full_disk() -> Iterator[Figure]:
    """A town on a disk of its own that fills up while residents write."""
    promise = "De schijf is vol: nette weigering met de getypte tekst, lezen gaat door, geen halve rijen; herstelt zelf"
    with new_folder() as folder:
        try:
            small = mount(folder / "disk")
        except (OSError, subprocess.CalledProcessError) as error:
            yield Figure(promise=promise, seen=f"niet uitgevoerd: geen eigen schijf mogelijk ({error})", kept=None)
            return
        try:
            yield fill_up(promise, small)
            yield fill_up_with_files(small)
        finally:
            subprocess.run(["umount", "--lazy", str(small)], check=False)


def mount(folder: Path) -> Path:
    """A disk of so much; raises where that is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "tmpfs", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def fill_up(promise: str, disk: Path) -> Figure:
    """Write until it is refused, see what still works, make room."""
    town = found_town(disk)
    with open_site(town) as site:
        kept_before = int(town.must("-c", SIGNALS))
        town.must("-c", NO_SPARE_ROOM)
        with full(disk):
            form, answers = write_until_refused(site)
            refused, reading = answers[-1], site.visitor().get("/dorpen/")
        later = site.visitor().post("/ik-heb-een-idee/", form)
        taken = sum(one.status == 302 for one in [*answers, later])
        rows, whole = int(town.must("-c", SIGNALS)) - kept_before, town.must("-c", WHOLE).strip()
    back = form["text"] in html.unescape(refused.body)
    return Figure(
        promise=promise,
        seen=f"{taken - 1} aangenomen, daarna {refused.status} in {refused.seconds:.1f} s met de tekst "
        f"{'terug' if back else 'KWIJT'}; lezen gaf {reading.status}; met ruimte weer {later.status}; "
        f"{rows} rijen, database {whole}",
        kept=(refused.status, reading.status, later.status, rows, whole, back) == (503, 200, 302, taken, "ok", True),
        control=f"de schijf was echt vol: na {len(answers) - 1} ideeën kwam er een weigering",
    )


def fill_up_with_files(disk: Path) -> Figure:
    """A coordinator adds a file for which there is no room; of what is refused nothing stays, not even a part."""
    town = found_town(disk / "files")
    files = disk / "files" / "media" / FOLDER
    with open_site(town) as site:
        coordinator = site.coordinator()
        written_down = coordinator.post("/initiatieven/nieuw/", intake(town.facts["kern"])).location
        page = "/".join([*written_down.split("/")[:3], "bijlagen", ""])
        plan = b"%PDF-1.4\n" + b"0" * 2_000_000 + b"\n%%EOF\n"
        with full(disk):
            refused = coordinator.send_file(page, {"form_key": str(uuid4())}, name="attachments", content=plan)
            lying = len(list(files.glob("*")))
        later = coordinator.send_file(page, {"form_key": str(uuid4())}, name="attachments", content=plan)
    rows, kept = int(town.must("-c", ATTACHED)), len(list(files.glob("*")))
    told = refused.status == 503 or "kon niet worden bewaard" in html.unescape(refused.body)
    return Figure(
        promise="De schijf is vol: een bijlage wordt netjes geweigerd en laat niets achter; met ruimte lukt hij weer",
        seen=f"{'geweigerd met een zin' if told else refused.status} in {refused.seconds:.1f} s, {lying} stukken op de "
        "schijf; met ruimte weer "
        f"{later.status}, {rows} bijlage bewaard en {kept} bestand",
        kept=told and (lying, later.status, rows, kept) == (0, 302, 1, 1),
        control="dezelfde bijlage past zodra er ruimte is",
    )


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """As good as full; room again afterwards."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 65_536)
        except OSError:
            pass
    ballast.open("r+b").truncate(max(0, ballast.stat().st_size - 250_000))
    try:
        yield
    finally:
        ballast.unlink()


def write_until_refused(site: Site) -> tuple[dict[str, str], list[Answer]]:
    """Long stories, until one does not fit; that form, and all answers."""
    answers: list[Answer] = []
    while True:
        form = idea(text=f"{uuid4()} " + "een bank bij de kapel " * 40)
        answers.append(site.visitor().post("/ik-heb-een-idee/", form))
        if answers[-1].status != 302 or len(answers) > 2000:
            return form, answers


# ---- uploads that stand still ------------------------------------------------------------------------


def see_stalled_uploads() -> Iterator[Figure]:
    """More people than one worker has threads stop halfway; somebody else reads."""
    many = int(CHOICES["threads"]) + 1
    with new_folder() as folder:
        with open_site(found_town(folder)) as site, ExitStack() as stalled:
            calm = [site.visitor().get("/dorpen/") for _ in range(20)]
            for _ in range(many):
                stalled.enter_context(stall(site.visitor()))
            time.sleep(0.5)
            during = [site.visitor().get("/dorpen/") for _ in range(40)]
        with open_site(site.town, env={"GUNICORN_CMD_ARGS": "--threads 1 --workers 1"}) as narrow, ExitStack() as two:
            for _ in range(2):
                two.enter_context(stall(narrow.visitor()))
            time.sleep(0.5)
            waits = narrow.visitor().get("/dorpen/").seconds
    slowest, good = max(one.seconds for one in during), sum(one.status == 200 for one in during)
    usual = max(one.seconds for one in calm)
    yield Figure(
        promise=f"{many} verzendingen die stilstaan ({CHOICES['threads']} draden per werkproces): "
        "een andere pagina antwoordt binnen 1 s",
        seen=f"{good} van {len(during)} pagina's, traagste {slowest:.2f} s (zonder: {usual:.2f} s)",
        kept=good == len(during) and slowest < 1 and waits > 1,
        control=f"met één draad wachtte een ander {waits:.1f} s",
    )


@contextmanager
def stall(visitor: Visitor) -> Iterator[None]:
    """Somebody who promises a large form, sends a little of it, and waits."""
    begun = urlencode(idea()).encode()
    head = [f"{name}: {value}" for name, value in visitor.headers().items()]
    lines = ["POST /ik-heb-een-idee/ HTTP/1.1", f"Host: 127.0.0.1:{visitor.port}", *head, "Content-Length: 100000"]
    with socket.create_connection(("127.0.0.1", visitor.port)) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode() + begun)
        yield
