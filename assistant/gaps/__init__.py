"""Gaps: what an auditor would ask for that is absent. One rule per module, `find` runs them."""
