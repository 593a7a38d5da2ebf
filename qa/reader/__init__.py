"""The reader: points at the words of sentences that answer a question, or at none."""

from qa.reader.opening import DEFAULT_READER, open_reader
from qa.reader.records import Reader, Span, Window

__all__ = ["DEFAULT_READER", "Reader", "Span", "Window", "open_reader"]
