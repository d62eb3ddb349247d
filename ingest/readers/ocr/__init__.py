"""Reading pictures of pages: engines behind one seam, and what is done before and after them."""
