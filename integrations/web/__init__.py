"""The web API: a thin edge over the same use cases, on this machine alone until there are accounts."""
