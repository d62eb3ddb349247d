"""From a file to passages and proposals."""
