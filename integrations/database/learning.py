"""Answers to checks of what was learnt, in the database: rows are added, never changed."""

from dataclasses import asdict

from sqlalchemy import insert, select

from assistant.model.learning import Tried
from integrations.database import tables as t
from integrations.database.engine import Database


class SqlLearningBook:
    """The `LearningBook` over the table `learning_tries`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, tried: Tried) -> None:
        """Keep one answer."""
        row = {**asdict(tried), "folded": tried.person.casefold()}
        with self._database.writing(durable=True) as connection:
            connection.execute(insert(t.learning_tries).values(row))

    def tries(self, person: str | None = None) -> list[Tried]:
        """The answers of a person, or of all; oldest first."""
        query = select(t.learning_tries).order_by(t.learning_tries.c.key)
        if person is not None:
            query = query.where(t.learning_tries.c.folded == person.casefold())
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            Tried(
                person=str(row["person"]),
                path=str(row["path"]),
                check=str(row["check"]),
                answer=str(row["answer"]),
                right=bool(row["right"]),
                at=str(row["at"]),
                document=str(row["document"]),
            )
            for row in rows
        ]
