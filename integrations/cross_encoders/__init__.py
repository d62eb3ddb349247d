"""Models that read two texts together: to order the best hits again, to check support."""
