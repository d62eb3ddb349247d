"""Who a document is: number, revision, title, kind, status, dates, owner, and how sure we are."""

from ingest.identity.identify import identify
from ingest.identity.master_list import Entry, MasterList, recognise_master_list

__all__ = ["Entry", "MasterList", "identify", "recognise_master_list"]
