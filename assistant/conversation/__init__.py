"""Conversations: what was said before, and follow-ups made into stand-alone questions by rules."""
