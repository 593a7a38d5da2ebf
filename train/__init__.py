"""Training of the reader: `python -m train --help`. Not part of the package."""
