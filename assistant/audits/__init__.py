"""Internal audits: what to ask, which rows to look at, and what was found."""
