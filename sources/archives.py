"""Zip archives become the drafts of the files in them. Nothing is unpacked to disk: no name in one can do harm."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from sources.drafts import Draft
from sources.errors import UnreadableFile
from sources.limits import MAX_BYTES, MAX_INFLATED, MAX_MEMBERS

ENCRYPTED = 0x1  # a bit of a member's flags
ARCHIVES = frozenset({".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz"})
# What zipfile raises on damage: by itself, by the compression of the member, or for one that it does not know.
DAMAGE = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def read_archive(data: bytes, name: str, *, readers: Mapping[str, Callable[[bytes, str], list[Draft]]]) -> list[Draft]:
    """Read the articles of all files that have a reader; the source of each is `archive.zip/folder/file.txt`.

    Hidden files and those in other formats are left out, as in a folder. One bad file refuses the archive.
    """
    drafts = []
    for member, content in inflate(data, name, wanted=lambda path: _is_wanted(path, readers)):
        path = _clean(member)
        inner = f"{name}/{path}"
        if path.suffix.lower() in ARCHIVES:
            raise UnreadableFile(inner, "is an archive within an archive", "unpack it and add what it holds")
        for draft in readers[path.suffix.lower()](content, inner):
            drafts.append(replace(draft, source=draft.source or inner))
    if not drafts:
        raise UnreadableFile(name, "holds no file in a format that can be read", f"put in some of {', '.join(readers)}")
    return drafts


def inflate(
    data: bytes, name: str, *, wanted: Callable[[PurePosixPath], bool] = lambda path: True
) -> Iterator[tuple[str, bytes]]:
    """Give name and content of the wanted files in an archive, one at a time; raise UnreadableFile if it is too large.

    The sizes are checked before anything is unpacked, and never more than they say is unpacked.
    """
    try:
        archive = ZipFile(BytesIO(data))
    except DAMAGE as error:
        raise UnreadableFile(name, "is damaged, or no archive at all", "make the file again") from error
    with archive:
        named = [member for member in archive.infolist() if member.filename and not member.is_dir()]
        members = [member for member in named if wanted(_clean(member.filename))]
        if len(members) > MAX_MEMBERS:
            raise UnreadableFile(name, f"holds more than {MAX_MEMBERS:,} files", "split it")
        if sum(member.file_size for member in members) > MAX_INFLATED:
            raise UnreadableFile(name, f"is larger than {MAX_INFLATED // 1_000_000} MB once unpacked", "split it")
        for member in members:
            yield member.filename, _unpack(archive, member, name)


def _unpack(archive: ZipFile, member: ZipInfo, name: str) -> bytes:
    inner = f"{name}/{_clean(member.filename)}"
    if member.flag_bits & ENCRYPTED:
        raise UnreadableFile(inner, "is protected by a password", "make the archive again without one")
    if member.file_size > MAX_BYTES:
        raise UnreadableFile(inner, f"is larger than {MAX_BYTES // 1_000_000} MB", "split it or leave it out")
    try:
        with archive.open(member) as opened:
            # subtle: reading without a size would inflate all there is before it is cut to the size stated.
            content = opened.read(member.file_size + 1)
    except DAMAGE as error:
        raise UnreadableFile(inner, "is damaged within its archive", "make the archive again") from error
    if len(content) != member.file_size:
        raise UnreadableFile(inner, "is cut off within its archive", "make the archive again")
    return content


def _is_wanted(path: PurePosixPath, readers: Mapping[str, object]) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not hidden and (path.suffix.lower() in readers or path.suffix.lower() in ARCHIVES)


def _clean(name: str) -> PurePosixPath:
    """Return the path of a member without steps up, a drive or a root: it is only a name to show."""
    parts = name.replace("\\", "/").split("/")
    printable = ["".join(letter for letter in part if letter.isprintable()) for part in parts]
    return PurePosixPath(*(part for part in printable if part not in ("", ".", "..")))
