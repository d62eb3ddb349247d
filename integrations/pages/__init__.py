"""Pages as pictures, with a quote marked on them."""
