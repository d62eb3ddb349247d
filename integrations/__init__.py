"""The rim: everything that knows a vendor library, a process or a network."""
