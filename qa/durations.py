"""What a time or a gap is: its value, how it is written out, and the gap between two. Reading one is notations.py's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A time or a gap in milliseconds, and how many decimals of a second were written (0 to 3)."""

    ms: int
    decimals: int

    def __post_init__(self) -> None:
        if self.ms < 0 or not 0 <= self.decimals <= 3:
            raise ValueError(f"a duration needs ms >= 0 and 0 to 3 decimals, got {self.ms} and {self.decimals}")

    def __str__(self) -> str:
        return format_duration(self)


def format_duration(duration: Duration) -> str:
    """Write a duration the way result lists do: 8.26, 2:36.48, 1:17:40.6."""
    seconds, ms = divmod(duration.ms, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    tail = f".{ms:03d}"[: duration.decimals + 1] if duration.decimals else ""
    if hour:
        return f"{hour}:{minute:02d}:{second:02d}{tail}"
    return f"{minute}:{second:02d}{tail}" if minute else f"{second}{tail}"


def difference(a: Duration, b: Duration) -> Duration:
    """Return the gap between two durations, with the decimals of the finer one."""
    return Duration(abs(a.ms - b.ms), max(a.decimals, b.decimals))
