"""The templates: each file answers kinds of question from facts, and shows example questions that a test runs."""
