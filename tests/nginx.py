"""Our site file inside a whole configuration of nginx that needs no rights and leaves nothing behind."""

import os
from pathlib import Path

SITE = Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf"
AROUND = """daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{site}
}}
"""


def write_settings(folder: Path, *, listen: str, upstream: str) -> Path:
    """The site as it is, but for where it listens and asks; visitors come without TLS, count as if with it,
    and say themselves where they are."""
    (folder / "tls.conf").write_text(f"listen {listen};\n")
    changes = {
        "/etc/burgerkracht/tls.conf": f"{folder}/tls.conf",
        "/var/log/nginx/burgerkracht.log": f"{folder}/site.log",
        "unix:/run/burgerkracht.sock": upstream,
        "X-Forwarded-Proto $scheme": "X-Forwarded-Proto https",
        "$proxy_add_x_forwarded_for": "$http_x_forwarded_for",
        "    listen 80;\n    listen [::]:80;\n": f"    listen unix:{folder}/plain.sock;\n",
    }
    site = SITE.read_text()
    for ours, theirs in changes.items():
        if ours not in site:
            raise ValueError(f"The site file has no {ours!r} any more.")
        site = site.replace(ours, theirs)
    settings = folder / "nginx.conf"
    settings.write_text(AROUND.format(folder=folder, site=site, user="" if os.geteuid() else "user root;"))
    return settings
