"""The programme of internal audits: proposed from what is known, decided by people."""
