"""Traceability: a lot, certificate or order followed back to the maker and on to the customer."""
