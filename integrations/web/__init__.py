"""The web API: a thin edge over the same use cases, for this machine alone as yet."""
