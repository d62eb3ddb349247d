"""From bytes to pages: every supported format, judged by content, never by name alone."""

from ingest.readers.detect import detect
from ingest.readers.limits import Limits
from ingest.readers.registry import DocumentReader, read

__all__ = ["DocumentReader", "Limits", "detect", "read"]
