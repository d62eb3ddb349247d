"""Accounts at the rim: hashes of passwords, the outside provider."""
