"""The red team: poisoned documents and questions, and what must hold whatever they say."""
