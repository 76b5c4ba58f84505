"""What lies in deploy/ fits the software: commands that exist, names that are read, files programs accept."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import get_commands

from burgerkracht.server import SILENCE
from initiatives.forms.uploads import MEGABYTE, MOST_IN_ONE_REQUEST
from tests.house.places import APPS, ROOT, python_files
from tests.nginx import write_settings

DEPLOY = ROOT / "deploy"
UNITS = sorted(file for file in DEPLOY.iterdir() if file.suffix in (".service", ".socket", ".timer"))
RUNS = re.compile(r"/opt/burgerkracht/nu/\.venv/bin/python (.+)")
READ = re.compile(r'(?:env\.\w+|environ\.get)\(\s*"([A-Z_0-9]+)"')
WRITTEN = re.compile(r"^#?([A-Z_0-9]+)=", re.MULTILINE)
NAMED = re.compile(r"`([A-Z][A-Z_0-9]+)(?:=[^`]*)?`")
# Read by gunicorn's hooks and by Django itself; nobody sets them by hand.
BY_THEMSELVES = {"NOTIFY_SOCKET", "GUNICORN_PID", "DJANGO_SETTINGS_MODULE"}


def started() -> Iterator[tuple[str, list[str]]]:
    """By unit, what is started: everything after the name of Python."""
    for unit in UNITS:
        for line in unit.read_text().splitlines():
            if line.startswith("Exec"):
                found = RUNS.search(line)
                assert found, f"{unit.name}: {line}"
                yield unit.name, found[1].split()


def test_every_service_starts_something_that_exists() -> None:
    ran = dict(started())
    assert sorted(ran) == ["burgerkracht-daily.service", "burgerkracht-deliver.service", "burgerkracht.service"]
    for unit, command in started():
        runs_command = command[0] == "manage.py" and command[1] in get_commands()
        runs_module = command[0] == "-m" and find_spec(command[1]) is not None
        assert runs_command or runs_module, f"{unit}: {command}"


def test_every_service_is_kept_from_what_it_needs_not_reach() -> None:
    walls = {"NoNewPrivileges=yes", "ProtectSystem=strict", "ReadWritePaths=/var/lib/burgerkracht", "PrivateTmp=yes"}
    for unit in UNITS:
        if unit.suffix == ".service":
            assert walls - set(unit.read_text().splitlines()) == set(), unit.name


def test_the_services_of_a_container_are_the_same_parts() -> None:
    part = (DEPLOY / "compose.yaml").read_text().split("\nservices:\n")[1].split("\nsecrets:\n")[0]
    services = dict(re.findall(r"^  (\w+):\n((?:(?:    .*)?\n)+)", part + "\n", re.MULTILINE))
    assert sorted(services) == ["daily", "database", "deliver", "migrate", "nginx", "web"]
    ran = {name: re.findall(r"manage\.py,? (\w+)", told) for name, told in services.items()}
    assert {name: found for name, found in ran.items() if found} == {
        "daily": ["daily"],
        "deliver": ["deliver"],
        "migrate": ["migrate"],
    }
    assert "command: [python, manage.py, deliver, --forever]" in services["deliver"]
    assert {one for found in ran.values() for one in found} <= set(get_commands())


@pytest.mark.parametrize("file", ["Containerfile", "compose.yaml"])
def test_a_file_that_was_never_tried_says_so_in_its_first_line(file: str) -> None:
    assert (DEPLOY / file).read_text().startswith("# Not ")


# ---- the names in the environment ----------------------------------------------------------------------


def names_read() -> set[str]:
    """Every name that the software asks the environment for."""
    files = [file for file in python_files(*APPS) if "tests" not in file.parts]
    return {name for file in files for name in READ.findall(file.read_text())} - BY_THEMSELVES


def test_what_the_example_sets_is_read_by_the_software_and_explained() -> None:
    example = WRITTEN.findall((DEPLOY / "omgeving.voorbeeld").read_text())
    explained = set(NAMED.findall((ROOT / "docs" / "beheer.md").read_text()))
    assert len(example) == len(set(example))
    assert set(example) - names_read() == set()
    assert set(example) - explained == set()


def test_what_production_needs_stands_in_the_example() -> None:
    table = (ROOT / "docs" / "beheer.md").read_text().split("In productie zijn nodig:")[1].split("\n\n")[1]
    needed = {name for line in table.splitlines() for name in NAMED.findall(line.split("|")[1])}
    assert len(needed) > 10
    assert needed - set(WRITTEN.findall((DEPLOY / "omgeving.voorbeeld").read_text())) == set()


def test_every_name_that_is_read_is_explained() -> None:
    explained = set(NAMED.findall((ROOT / "docs" / "beheer.md").read_text()))
    assert names_read() - explained == set()


# ---- the files, by the programs that read them ---------------------------------------------------------


def test_nginx_lets_through_what_the_software_takes_and_hangs_up_on_silence_as_soon() -> None:
    site = (DEPLOY / "nginx.conf").read_text()
    size = re.search(r"client_max_body_size (\d+)m;", site)
    assert size
    assert MOST_IN_ONE_REQUEST < int(size[1]) * MEGABYTE <= MOST_IN_ONE_REQUEST + 10 * MEGABYTE
    assert f"client_body_timeout {SILENCE}s;" in site
    # Addresses hold what somebody typed.
    assert site.count("access_log off;") == site.count("server_name ") == 2


def test_nginx_accepts_the_site(tmp_path: Path) -> None:
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("no nginx on this machine")
    settings = write_settings(tmp_path, listen="127.0.0.1:8443", upstream="unix:/run/burgerkracht.sock")
    command = [nginx, "-t", "-e", "stderr", "-c", str(settings)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "test is successful" in done.stderr, done.stderr


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd on this machine")
    for unit in UNITS:
        here = unit.read_text().replace("/opt/burgerkracht/nu/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(here)
    command = [analyze, "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    about_ours = [line for line in (done.stdout + done.stderr).splitlines() if "burgerkracht" in line]
    assert (done.returncode, about_ours) == (0, [])
