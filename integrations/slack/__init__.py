"""Slack: a thin edge over the same use cases. Nothing here knows about documents or models."""
