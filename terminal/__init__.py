"""The terminal: the commands of `podium`, and what they show. Answering is left to qa, the page to ui."""
