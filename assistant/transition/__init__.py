"""From the edition in use to the next one: what changes, and what the organisation has today."""
