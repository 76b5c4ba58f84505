"""Reading a PDF of ours back: the letters that its fonts say they are, in the order in which they are read aloud."""

import re
import zlib

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
FONT_OR_END = re.compile(rb"/(f\d+) [\d.]+ Tf|(ET\b)|(\()")
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf: bytes) -> str:
    """Every line of every page, separated by spaces, with runs of spaces made one."""
    objects = dict(OBJECT.findall(pdf))
    fonts = dict(letters_per_font(objects))
    streams = [unpacked(body) for body in objects.values() if b"/Type/XObject" not in body]
    pages = [page for page in streams if b"BDC" in page and b"BT" in page]
    return re.sub(r"\s+", " ", " ".join(line for page in pages for line in lines_of(page, fonts)))


def letters_per_font(objects: dict[bytes, bytes]) -> list[tuple[bytes, dict[int, str]]]:
    """Per name of a font on the page, which letter every sign is."""
    names = {pair for body in objects.values() for pair in re.findall(rb"/(f\d+) (\d+) 0 R", body)}
    found = []
    for name, number in names:
        if cmap := re.search(rb"/ToUnicode (\d+) 0 R", objects.get(number, b"")):
            found.append((name, letters_of(unpacked(objects[cmap.group(1)]))))
    return found


def letters_of(cmap: bytes) -> dict[int, str]:
    """From the number of a sign to what it says; one sign may say more letters (ij)."""
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap.partition(b"endcodespacerange")[2])
    return {int(sign, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for sign, said in pairs}


def lines_of(page: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    """What is set between BT and ET, one by one."""
    lines, line, at = [], "", 0
    letters: dict[int, str] = {}
    while (found := FONT_OR_END.search(page, at)) is not None:
        at = found.end()
        if found.group(1):
            letters = fonts[found.group(1)]
        elif found.group(2):
            lines.append(line)
            line = ""
        else:
            shown, at = string_from(page, at)
            signs = unescaped(shown)
            line += "".join(
                letters.get(high * 256 + low, "") for high, low in zip(signs[::2], signs[1::2], strict=True)
            )
    return lines


def string_from(page: bytes, start: int) -> tuple[bytes, int]:
    """A string until its own bracket; brackets in a pair need no backslash."""
    depth, at = 1, start
    while depth:
        sign = page[at : at + 1]
        at += 2 if sign == b"\\" else 1
        depth += {b"(": 1, b")": -1}.get(sign, 0)
    return page[start : at - 1], at


def unescaped(shown: bytes) -> bytes:
    """Without the backslashes of the format."""

    def plain(found: re.Match[bytes]) -> bytes:
        sign = found.group(1)
        return bytes([int(sign, 8)]) if sign[:1].isdigit() else ESCAPED.get(sign, sign)

    return re.sub(rb"\\([0-7]{3}|.)", plain, shown, flags=re.DOTALL)


def unpacked(body: bytes) -> bytes:
    """The stream of an object as it was before it was packed; empty where it has none."""
    found = STREAM.search(body)
    if found is None:
        return b""
    return zlib.decompress(found.group(1)) if b"FlateDecode" in body else found.group(1)
