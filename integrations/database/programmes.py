"""Programmes of audits in the database: rows are added, never changed."""

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from assistant.model.programmes import Programme, ProgrammeAct, ProgrammeEntry
from assistant.programme.book import ProgrammeChanged
from integrations.database import tables as t
from integrations.database.engine import Database
from integrations.shapes.programmes import ProgrammeContent


class SqlProgrammeBook:
    """The `ProgrammeBook` over the table `programmes`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, entry: ProgrammeEntry) -> None:
        """Keep an entry."""
        content = ""
        if entry.programme is not None:
            content = ProgrammeContent.of(entry.programme).model_dump_json()
        values = {
            "programme": entry.programme_id,
            "no": entry.no,
            "act": entry.act.value,
            "by": entry.by,
            "at": entry.at,
            "note": entry.note,
            "of": entry.of,
            "content": content,
        }
        with self._database.writing(durable=True) as connection:
            try:
                connection.execute(insert(t.programmes).values(values))
            except IntegrityError as error:
                raise ProgrammeChanged(
                    f"{entry.programme_id} was changed by somebody else just now."
                ) from error

    def entries(self) -> list[ProgrammeEntry]:
        """All of them, oldest first, saved ones with their programmes."""
        query = select(t.programmes).order_by(t.programmes.c.key)
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            ProgrammeEntry(
                programme_id=row["programme"],
                no=row["no"],
                act=ProgrammeAct(row["act"]),
                by=row["by"],
                at=row["at"],
                note=row["note"],
                of=row["of"],
                programme=_programme(row["content"]),
            )
            for row in rows
        ]


def _programme(content: str) -> Programme | None:
    return ProgrammeContent.model_validate_json(content).programme() if content else None
