"""The receipts in memory."""

from assistant.model.receipts import Receipt
from assistant.model.replies import Reply


class MemoryReceipts:
    """`Receipts` in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[str, Receipt] = {}
        self.asked_for = 0  # the most turns that were ever asked for at once

    def keep(self, receipt: Receipt) -> None:
        self._kept.setdefault(receipt.reply.id, receipt)

    def receipt(self, reply: str) -> Receipt | None:
        return self._kept.get(reply)

    def earlier(self, conversation: str, *, limit: int, before: str | None = None) -> list[Reply]:
        self.asked_for = max(self.asked_for, limit)
        held = [one for one in self._kept.values() if one.reply.conversation == conversation]
        held.sort(key=lambda one: (one.asked_at, one.reply.id))
        if before in (ids := [one.reply.id for one in held]):
            held = held[: ids.index(before)]
        return [one.reply for one in held][-limit:]
