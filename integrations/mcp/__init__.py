"""Clausewise as a server of the Model Context Protocol: the same objects, for reading alone."""
