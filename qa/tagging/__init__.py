"""Pieces of the tagger: single words, what expressions find, mentions read again in context, mentions joined."""
