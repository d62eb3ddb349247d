"""Frozen values in the auditor's words: clauses, documents, records, mappings, evidence."""
