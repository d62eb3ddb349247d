"""Models that order the best hits of a search again."""
