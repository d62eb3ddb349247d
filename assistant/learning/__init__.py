"""Onboarding and rehearsal from the organisation's own procedures, without a language model."""
