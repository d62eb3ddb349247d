"""Records as typed rows: what sort of record a table is, and what its cells say."""
