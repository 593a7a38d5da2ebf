"""Files become articles: which files there are, and which reader reads which format."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from sources.archives import read_archive
from sources.decoding import decode
from sources.drafts import Draft, finish
from sources.errors import UnreadableFile
from sources.feeds import read_feed
from sources.jsonlines import read_json_lines
from sources.limits import MAX_BYTES
from sources.markup import read_markdown
from sources.pages import read_page
from sources.pdf import read_pdf
from sources.records import Article
from sources.word import read_word

# Count this up where the same file comes to give another article: those that were read before are then read again.
READING = b"1"

Reader = Callable[[bytes, str], list[Draft]]


def read_plain(data: bytes, name: str) -> list[Draft]:
    """Read one article from plain text; its head tells title and date."""
    return [Draft(text=decode(data, name=name))]


FORMATS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".pdf": read_pdf,
    ".docx": read_word,
    ".jsonl": read_json_lines,
    ".xml": read_feed,
    ".rss": read_feed,
    ".atom": read_feed,
}
HIDDEN = "hidden"
READERS: dict[str, Reader] = FORMATS | {".zip": partial(read_archive, readers=FORMATS)}


def fingerprint(path: Path) -> bytes:
    """Return what stands for the content of a file and for how it is read now; raise UnreadableFile as `read` does."""
    return sha256(READING + _load(path, name=str(path))).digest()


def read(path: Path, *, source: str | None = None) -> list[Article]:
    """Read the articles of a file; raise UnreadableFile, in which case none of them was read.

    Their source is the path as given, unless told. In a file of many articles it is the address that each states, or
    the path and a number or a name: `feed.xml#3`, `reports.zip/relay.txt`.
    """
    name = str(path) if source is None else source
    return _read(_load(path, name=name), name=name, suffix=path.suffix)


def _load(path: Path, *, name: str) -> bytes:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableFile(name, _explain(error), "check the path") from error
    if path.is_dir():
        raise UnreadableFile(name, "is a folder", "list its files with find_files")
    if not path.is_file():
        raise UnreadableFile(name, "is not a regular file", "copy what it holds into a file")
    _check(size, name=name, suffix=path.suffix)
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(name, _explain(error), "check that you may read it") from error


def read_bytes(data: bytes, *, name: str) -> list[Article]:
    """Read the articles of an uploaded file; its name tells the format and is their source; raise UnreadableFile."""
    return _read(data, name=name, suffix=Path(name).suffix)


def read_text(
    text: str, *, source: str, title: str | None = None, published: date | None = None, publisher: str | None = None
) -> Article:
    """Read one article from pasted text; what is not told is read from its head; raise UnreadableFile."""
    if not text.strip():
        raise UnreadableFile(source, "is empty", "paste the text of a report")
    if len(text) > MAX_BYTES:
        raise UnreadableFile(source, f"is longer than {MAX_BYTES:,} characters", "paste it in parts")
    return finish(Draft(text=text, title=title, published=published, publisher=publisher), source=source)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read, sorted and once each: files as given, folders with all below that has a reader.

    A file given by name is returned even if no reader knows it, so that reading it says why.
    Hidden files, and links that lead out of the folder, are left out.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(_walk(path))
        else:
            found.add(path)
    return sorted(found)


def count_left_out(paths: Iterable[Path]) -> Counter[str]:
    """Count the files in folders that `find_files` leaves out for their format or for leading elsewhere, by reason."""
    return Counter(
        reason for path in paths if path.is_dir() for _, reason in _look_through(path) if reason not in (None, HIDDEN)
    )


def _walk(folder: Path) -> Iterator[Path]:
    return (path for path, reason in _look_through(folder) if reason is None)


def _look_through(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Give every file below a folder, with the reason why it is left out, or None."""
    root = folder.resolve()
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            yield path, _reason_to_leave_out(path, root)


def _reason_to_leave_out(path: Path, root: Path) -> str | None:
    if path.name.startswith("."):
        return HIDDEN
    if path.suffix.lower() not in READERS:
        return path.suffix.lower() or "no suffix"
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        return "link out of the folder"
    return None if path.is_file() else "no regular file"


def _read(data: bytes, *, name: str, suffix: str) -> list[Article]:
    _check(len(data), name=name, suffix=suffix)
    articles: dict[str, Article] = {}
    for number, draft in enumerate(READERS[suffix.lower()](data, name), 1):
        source = draft.source or name
        if source in articles:
            source = f"{source}#{number}"  # two articles of one source would take each other's place
        articles[source] = finish(draft, source=source)
    return list(articles.values())


def _check(size: int, *, name: str, suffix: str) -> None:
    if suffix.lower() not in READERS:
        raise UnreadableFile(name, "is in no format that can be read", f"save it as one of {', '.join(READERS)}")
    if size == 0:
        raise UnreadableFile(name, "is empty", "give a file with the report's text")
    if size > MAX_BYTES:
        raise UnreadableFile(name, f"is larger than {MAX_BYTES // 1_000_000} MB", "split it into one file per report")


def _explain(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    return f"cannot be opened ({error.strerror})"
