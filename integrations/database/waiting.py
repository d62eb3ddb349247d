"""How much work that came in from outside waits in the database."""

from sqlalchemy import func, select

from integrations.database import job_tables as t
from integrations.database.engine import Database


def waiting_work(database: Database) -> list[tuple[str, str, int]]:
    """Lane, state and how many, of all that is not done. Raises `StoreUnavailable`."""
    one = t.jobs.c
    query = (
        select(one.lane, one.state, func.count())
        .where(one.done_at.is_(None))
        .group_by(one.lane, one.state)
    )
    with database.reading() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(query)]
