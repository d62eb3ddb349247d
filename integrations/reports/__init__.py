"""Reports that need a library to write: spreadsheets, and where a report goes."""
