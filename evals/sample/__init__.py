"""The sample company: files as a distributor keeps them, and the gold sets that go with them."""
