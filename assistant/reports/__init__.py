"""Reports as text: pure rendering, one module per report and layout."""
