"""Replies as documents: Markdown, JSON, CSV, CSL-JSON and BibTeX, with what they cite."""

from qa.export.formats import FORMATS, Format, UnknownFormat, export, format_named
from qa.export.printed import Printed

__all__ = ["FORMATS", "Format", "Printed", "UnknownFormat", "export", "format_named"]
