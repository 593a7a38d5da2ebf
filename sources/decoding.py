"""Bytes and strings from outside become clean Unicode here, once. What the text means is left to the readers."""

from __future__ import annotations

import codecs
import re
import unicodedata

from sources.errors import UnreadableFile

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAX_CONTROL_RATIO = 0.02
MAX_UNDECODED_RATIO = 0.01
NOT_TEXT = "save it as UTF-8 text, or remove it from the folder"

# ftfy leaves a lone "Ã¥" alone, which spoils half the names of the north. Five bytes are no letters in Windows-1252.
LETTER = re.compile(f"Ã[{re.escape(bytes(range(0x80, 0xC0)).decode('cp1252', errors='ignore'))}\x81\x8d\x8f\x90\x9d]")

# What a terminal would act on: control characters except tab, line ends and form feed.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
LINE_END = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
BLANK = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def decode(data: bytes, *, name: str, hint: str | None = None) -> str:
    """Turn bytes into text by byte order mark, UTF-8, the hint or Windows-1252; raise UnreadableFile on binary."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, name)
    if b"\0" in data:
        raise UnreadableFile(name, "is binary, not text (it holds NUL bytes)", NOT_TEXT)
    text = _decode_unmarked(data, hint)
    if len(CONTROL.findall(text)) > MAX_CONTROL_RATIO * len(text):
        raise UnreadableFile(name, "is binary, not text (it is full of control characters)", NOT_TEXT)
    if _undecoded(text) > MAX_UNDECODED_RATIO * len(text):
        raise UnreadableFile(name, "is in an encoding that is neither UTF-8 nor Windows-1252", "save it as UTF-8")
    return text


def normalise(text: str) -> str:
    """Repair mojibake and give the text one kind of line end, one kind of blank, no control characters, and NFC."""
    if not text.isascii():
        text = LETTER.sub(_repair_letter, _repair(text))
    text = LINE_END.sub("\n", text)
    text = INVISIBLE.sub("", BLANK.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            name, f"is not the {encoding} that its first bytes announce", "save it as UTF-8"
        ) from error


def _decode_unmarked(data: bytes, hint: str | None) -> str:
    for encoding in ("utf-8", hint):
        if encoding is None:
            continue
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    # Byte by byte, so that one broken byte does not spoil a text that is UTF-8 otherwise.
    return data.decode("utf-8", errors=WINDOWS_1252)


def _decode_as_windows(error: UnicodeError) -> tuple[str, int]:
    import ftfy.bad_codecs  # noqa: F401  slow to import; it registers sloppy-windows-1252

    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("sloppy-windows-1252"), error.end


def _repair(text: str) -> str:
    import ftfy  # slow to import, and text that is all ASCII needs no repair

    # Quotations stay verbatim: quotes are not straightened and entities of plain text are not read as HTML.
    return ftfy.fix_text(text, unescape_html=False, uncurl_quotes=False, fix_line_breaks=False, explain=False)


def _repair_letter(match: re.Match[str]) -> str:
    import ftfy.bad_codecs  # noqa: F401  slow to import; it registers sloppy-windows-1252

    return match[0].encode("sloppy-windows-1252").decode()


def _undecoded(text: str) -> int:
    return sum("\x80" <= character <= "\x9f" or character == "\ufffd" for character in text)


WINDOWS_1252 = "podium.windows-1252"
codecs.register_error(WINDOWS_1252, _decode_as_windows)
