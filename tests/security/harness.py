"""Sends what somebody made up, and takes back what it did, so that the next finds the town as it was."""

from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.hostile import body
from tests.security.sent import Sent
from tests.security.values import Twist

URLENCODED = "application/x-www-form-urlencoded"


def press(sent: Sent, data: Mapping[str, Any], twist: Twist | None = None) -> Any:
    """The answer; the database is as before, and a fault of ours is an answer too."""
    content, kind = _encoded(sent, data, twist)
    headers: dict[str, Any] = dict(twist.headers) if twist else {}
    if twist and twist.body is not None:
        content, kind = twist.body, headers.pop("CONTENT_TYPE", URLENCODED)
    sent.client.raise_request_exception = False
    cookies = SimpleCookie(sent.client.cookies)
    with transaction.atomic():
        response = sent.client.generic("POST", sent.address, content, kind, **headers)
        if response.streaming:
            b"".join(response)
        transaction.set_rollback(True)
    sent.client.cookies = cookies
    return response


def _encoded(sent: Sent, data: Mapping[str, Any], twist: Twist | None) -> tuple[bytes, str]:
    """As a browser sends it: with files in parts, without them in one line."""
    files = dict(sent.files) | (dict([twist.file]) if twist and twist.file else {})
    if not files:
        return body(data).encode(), URLENCODED
    said = {name: [_plain(one) for one in value] if isinstance(value, list) else _plain(value)
            for name, value in data.items()}  # fmt: skip
    parts = encode_multipart(BOUNDARY, said | {box: _file(*file) for box, file in files.items()})
    return parts, MULTIPART_CONTENT


def _plain(value: Any) -> str:
    """Half letters cannot travel in parts; the rest can."""
    return str(value).encode("utf-8", "replace").decode()


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    """A file whose name nobody looked at."""
    file = SimpleUploadedFile("x", content)
    file._name = _plain(name)  # type: ignore[attr-defined]
    return file
