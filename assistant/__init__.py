"""The core: the audit's nouns and what is done with them."""
