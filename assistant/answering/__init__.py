"""From a question to a cited answer, or to a refusal that says what was searched."""
