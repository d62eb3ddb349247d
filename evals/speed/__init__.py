"""`make bench`: how fast we are, side by side with the recipe that people copy."""
