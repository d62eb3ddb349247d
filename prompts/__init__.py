"""What we say to language models, and how prompts are loaded."""
