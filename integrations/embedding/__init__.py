"""Embedders: texts to vectors, one module per library that runs the model."""
