"""What people said of replies, in the database: rows are added, never changed."""

from sqlalchemy import insert, select

from assistant.model.feedback import Feedback, Wrong
from integrations.database import tables as t
from integrations.database.engine import Database


class SqlFeedback:
    """The `FeedbackBook` over the table `feedback`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, feedback: Feedback) -> None:
        """Keep one person's word about a reply."""
        columns = t.feedback.c.keys()
        values = {name: str(getattr(feedback, name)) for name in columns if name != "key"}
        with self._database.writing(durable=True) as connection:
            connection.execute(insert(t.feedback).values(values))

    def everything(self) -> list[Feedback]:
        """All of it, oldest first."""
        query = select(t.feedback).order_by(t.feedback.c.key)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            Feedback(**{str(k): v for k, v in row.items() if k not in ("key", "wrong")},
                     wrong=Wrong(row["wrong"]))
            for row in rows
        ]  # fmt: skip
