"""How well scans are read: made pages with known words, scanned by rule, read and scored."""
