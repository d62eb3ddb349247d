"""English as people speak it at a distributor: words, synonyms, and what a question asks for."""
