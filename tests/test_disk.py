"""What a library does where the disk is full, files may not grow, or nothing may be written: for real, in processes."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.library import Library
from sources.readers import read_text

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow
MEGABYTE = 1 << 20

# Adds short articles until something is in the way; says how many went in, and what went wrong.
FILLING = """
import sys
from pathlib import Path
from index.errors import LibraryError
from index.library import Library
from sources.readers import read_text

added = 0
try:
    with Library.open(Path(sys.argv[1])) as library:
        while added < 2_000:
            library.add(read_text(f"Race {added}\\n\\nRunner {added} won it in the rain.", source=f"{added}.txt"), [])
            added += 1
except LibraryError as error:
    print(added, error)
"""


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def small_disk(tmp_path: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script with a disk of 1 MB at `disk`, which only it and its children see."""
    if shutil.which("unshare") is None:
        pytest.skip("the disk is made in a namespace of its own, by unshare")
    (tmp_path / "disk").mkdir()
    mount = "mount -t tmpfs -o size=1m none disk || exit 99; "
    user = [] if os.getuid() == 0 else ["--user", "--map-root-user"]
    command = ["unshare", *user, "--mount", "sh", "-c", mount + script, sys.executable]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True)
    if done.returncode == 99 or "unshare failed" in done.stderr:
        pytest.skip(f"no disk can be mounted here: {done.stderr}")
    return done


def test_a_full_disk_is_named_and_what_was_added_before_stays(tmp_path: Path) -> None:
    (tmp_path / "filling.py").write_text(FILLING)
    (tmp_path / "counting.py").write_text(
        "import sys; from pathlib import Path; from index.doctor import examine; from index.library import Library\n"
        "from sources.readers import read_text\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    print(library.count(), [trouble for _, found in examine(library) for trouble in found])\n"
        "    print(library.add(read_text('Tarnhaven won the eights.', source='later.txt'), []), library.count())\n"
    )
    done = small_disk(
        tmp_path,
        "head -c 500000 /dev/zero > disk/ballast; $0 filling.py disk/library; rm disk/ballast; "
        "$0 counting.py disk/library",
    )
    filled, counted, later = done.stdout.splitlines()
    added, _, message = filled.partition(" ")
    assert int(added) > 2
    assert message == (
        "disk/library/library.db cannot be used (database or disk is full): "
        "check the permissions and the space on the disk."
    )
    assert (counted, later) == (f"{added} []", f"added {int(added) + 1}")
    assert done.stderr == ""


def test_adding_to_a_full_disk_ends_with_one_line_and_what_went_in_is_listed(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(200):
        (reports / f"{number:03}.txt").write_text(f"Race {number}\n\nRunner {number} won it in the rain.\n")
    done = small_disk(
        tmp_path,
        "$0 -m cli --library disk/library add reports; echo code $?; $0 -m cli --library disk/library list | wc -l",
    )
    counts, code, listed = done.stdout.splitlines()
    assert counts == f"{listed} added; the library has {listed} articles."
    assert code == "code 1"
    assert done.stderr.splitlines() == [
        "podium: disk/library/library.db cannot be used (database or disk is full): "
        "check the permissions and the space on the disk."
    ]


def test_a_file_that_may_not_grow_costs_no_article_that_was_added(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILLING, str(tmp_path / "library")],
        env=environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, MEGABYTE)),
        capture_output=True,
        text=True,
    )
    added, _, message = done.stdout.partition(" ")
    assert "library.db cannot be used" in message
    with Library.open(tmp_path / "library") as library:
        assert (library.count(), int(added) > 2) == (int(added), True)
        library.add(read_text("Tarnhaven won the eights.", source="later.txt"), [])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a disk is mounted for reading alone by Linux's mount")
def test_questions_are_answered_from_a_disk_that_cannot_be_written(tmp_path: Path, bundled: Path) -> None:
    shutil.copytree(bundled, tmp_path / "library")
    done = small_disk(
        tmp_path,
        "mount --bind library library; mount -o remount,ro,bind library; "
        "$0 -m cli --library library list | wc -l; $0 -m cli --library library ask 'Who won the marathon in Berlin?'; "
        "$0 -m cli --library library doctor; $0 -m cli --library library remove 0000; echo code $?",
    )
    assert done.stdout.splitlines()[0] == str(len(list((ROOT / "sources" / "articles").iterdir())))
    assert "[1]" in done.stdout
    assert "wrong" not in done.stdout
    assert done.stdout.splitlines()[-1] == "code 1"
    assert "check the permissions" in done.stderr
