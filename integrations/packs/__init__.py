"""Evidence packs: an index to print, the pages with their quotes marked, and hashes, as one ZIP."""
