"""`make run` on a machine where nothing is prepared, and what is left when somebody pulls the plug."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def served(port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The site as `make run` starts it over an empty folder, with a demo in it; ready when it says so."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = inherited | {
        "DJANGO_SETTINGS_MODULE": "burgerkracht.settings",
        "BURGERKRACHT_VAR": str(tmp_path),
        "DEMO": "valkenburg",
        "SECURE_SSL_REDIRECT": "0",
    }
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout
        # Before that it says who can sign in.
        assert f"Burgerkracht staat klaar op http://127.0.0.1:{port}/\n" in process.stdout
        yield process
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def test_a_newcomer_starts_the_site_over_an_empty_folder(served: subprocess.Popen[str], port: int) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as response:
        assert response.read() == b"ok\n"
        # With what it was made is for nobody to know.
        assert (response.headers["Server"], response.headers["X-Powered-By"]) == ("web", None)
    served.terminate()
    # The pipe closes when the last process that holds it has ended: the delivery worker too.
    served.communicate(timeout=20)
    assert served.returncode == 0


def test_the_delivery_worker_does_not_outlive_a_server_that_is_killed(served: subprocess.Popen[str]) -> None:
    served.kill()
    served.communicate(timeout=20)
    assert served.returncode == -signal.SIGKILL
