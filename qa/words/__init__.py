"""Word lists as data, one idea a file: the reader of articles and the reader of questions use the same ones."""
