"""Findings of internal audits: raised in three parts, answered, checked, closed."""
