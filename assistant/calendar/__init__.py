"""What falls due: from records, documents and the intervals at which things are repeated."""
