"""People: who asks, what a role may do, and which documents somebody may see."""
