"""Answers drafted by a language model, every sentence checked before anyone sees it."""
