"""Standard editions as data: catalogue files, and the loader that reads and checks them."""
