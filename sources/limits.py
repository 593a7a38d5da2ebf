"""How much is read at once. What is larger is a mistake or an attack, and refused before it fills the memory."""

from __future__ import annotations

MAX_BYTES = 20_000_000  # of a file, also of one in an archive
MAX_INFLATED = 100_000_000  # bytes of all that an archive holds, unpacked
MAX_MEMBERS = 10_000  # files in an archive
MAX_PAGES = 2_000  # of a PDF
