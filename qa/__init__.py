"""Answering: `from qa import Desk` opens a library, asks it, checks drafts and lists facts.

What can be imported from here stands in `__init__.pyi`. It is loaded when it is first used, because the engine takes a
third of a second and many modules below do without it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
