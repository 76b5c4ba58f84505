"""Mozilla's own scanner (npm: @mdn/mdn-http-observatory), in a throw-away folder, on our own server over https."""

import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.evidence.figure import ROOT, Figure

PROMISE = "de scanner van Mozilla zelf op de eigen server over https: A+ (100 of meer), 0 proeven niet gehaald"
PACKAGE = "@mdn/mdn-http-observatory@1.4.8"
NAME = "localhost"
QUIET: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
# Serves on the two real ports: the scanner knows no others.
SERVE = """
import ssl, sys
from gunicorn.app.base import BaseApplication
from django.core.wsgi import get_wsgi_application
class Site(BaseApplication):
    def load_config(self):
        self.cfg.set("bind", [sys.argv[1]])
        if len(sys.argv) > 2:
            self.cfg.set("certfile", sys.argv[2]); self.cfg.set("keyfile", sys.argv[3])
        self.cfg.set("control_socket_disable", True)
    def load(self):
        return get_wsgi_application()
Site().run()
"""


def scan_ourselves() -> Figure:
    """The grade; not run where the package, the two ports or a certificate cannot be had."""
    with tempfile.TemporaryDirectory(prefix="burgerkracht-scan-") as name:
        folder = Path(name)
        why = why_not(folder)
        if why:
            return Figure(promise=PROMISE, seen=f"niet uitgevoerd: {why}", kept=None)
        with served(folder) as environment:
            done = subprocess.run(
                ["node", str(folder / "node_modules/@mdn/mdn-http-observatory/src/scan.js"), NAME],
                env=environment, capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip
    return told(done.stdout)


def told(output: str) -> Figure:
    """What the scanner said, read off its own words."""
    try:
        answer = json.loads(output[output.index("{") :])
        scan = answer["scan"]
    except (ValueError, KeyError):
        return Figure(
            promise=PROMISE, seen=f"niet uitgevoerd: de scanner zei niets bruikbaars ({output[:80]!r})", kept=None
        )
    seen = f"{scan['grade']}, {scan['score']} punten, {scan['testsFailed']} van {scan['testsQuantity']} niet gehaald"
    failed = [name for name, test in answer.get("tests", {}).items() if not test.get("pass")]
    seen += f" ({', '.join(failed)})" if failed else ""
    return Figure(promise=PROMISE, seen=seen, kept=scan["score"] >= 100 and scan["testsFailed"] == 0)


def why_not(folder: Path) -> str:
    """Everything the scan needs, made ready; or what is missing."""
    missing = [tool for tool in ("node", "npm", "openssl") if not shutil.which(tool)]
    if missing:
        return f"{', '.join(missing)} ontbreekt"
    for port in (80, 443):
        try:
            with socket.socket() as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind(("127.0.0.1", port))
        except OSError:
            return f"poort {port} is niet vrij of niet toegestaan"
    install = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
    done = subprocess.run(install, capture_output=True, text=True, timeout=240, check=False)
    if done.returncode:
        return "het pakket kon niet worden geïnstalleerd"
    conf = folder / "node_modules/@mdn/mdn-http-observatory/conf"
    conf.mkdir(exist_ok=True)
    (conf / "hsts-preload.json").write_text("{}")
    make_certificate(folder)
    return ""


def make_certificate(folder: Path) -> None:
    """Our own authority, and a certificate for this machine."""
    more = f"subjectAltName=DNS:{NAME},IP:127.0.0.1"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
            "-addext", more, "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]  # fmt: skip
    subprocess.run(made, capture_output=True, check=True)


@contextmanager
def served(folder: Path) -> Iterator[Mapping[str, str]]:
    """The site as it runs for residents, on both ports; the environment in which the scanner trusts it."""
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEMO")}
    site = clean | {"DJANGO_SETTINGS_MODULE": "burgerkracht.settings", "BURGERKRACHT_VAR": str(folder / "var"),
                    "PYTHONPATH": str(ROOT), "LOG_LEVEL": "CRITICAL",
                    # Tests are more easily satisfied, and what they chose is inherited.
                    "SECURE_COOKIES": "1", "SECURE_SSL_REDIRECT": "1"}  # fmt: skip
    for command in ("migrate", "createcachetable", "collectstatic"):
        more = ["--noinput", "--verbosity", "0"] if command == "collectstatic" else ["--verbosity", "0"]
        subprocess.run(
            [sys.executable, "manage.py", command, *more], cwd=ROOT, env=site, capture_output=True, check=True
        )
    (folder / "serve.py").write_text(SERVE)
    keys = [str(folder / "cert.pem"), str(folder / "key.pem")]
    started = [
        subprocess.Popen(
            [sys.executable, str(folder / "serve.py"), "127.0.0.1:443", *keys], cwd=ROOT, env=site, **QUIET
        ),
        subprocess.Popen([sys.executable, str(folder / "serve.py"), "127.0.0.1:80"], cwd=ROOT, env=site, **QUIET),
    ]
    try:
        wait_until_up(folder / "cert.pem")
        yield clean | {"NODE_EXTRA_CA_CERTS": str(folder / "cert.pem")}
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=20)


def wait_until_up(certificate: Path) -> None:
    """Raises OSError where it does not come up."""
    trusted = ssl.create_default_context(cafile=str(certificate))
    for port in (443, 80):
        for _ in range(120):
            try:
                with socket.create_connection((NAME, port), timeout=2):
                    break
            except OSError:
                time.sleep(0.5)
        else:
            raise OSError(f"the site did not come up on port {port}")
    with urllib.request.urlopen(f"https://{NAME}/health/live", context=trusted, timeout=20):
        return
