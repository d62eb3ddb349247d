"""Long lists piece by piece: `limit` and `offset`, with the address of the next piece.

Without either a list is whole. The whole count is in `X-Total-Count`, the address of the next piece
in `Link` with `rel="next"` (RFC 8288), so that the objects are those of every other surface.
"""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request, Response

from assistant.errors import NothingThere
from integrations.shapes.base import Shape

MOST = 1000  # entries of one piece
FARTHEST = 10_000_000

_Shape = TypeVar("_Shape", bound=Shape)
_Entry = TypeVar("_Entry")


class NoSuchPage(NothingThere):
    """A piece beyond the end of a list."""

    code = "no-such-page"
    hint = "Begin with offset=0 and follow the link to the next piece."


class Page:
    """The piece of a list that is asked for."""

    def __init__(
        self, request: Request, response: Response, limit: int | None, offset: int
    ) -> None:
        self._request, self._response = request, response
        self.offset = offset
        self._limit = limit

    @property
    def limit(self) -> int:
        """Entries of this piece, at most; `MOST` where nothing is said."""
        return MOST if self._limit is None else self._limit

    def of(self, shape: _Shape, name: str) -> _Shape:
        """A shape with this piece of its list `name`. Raises `NoSuchPage`."""
        whole: list[object] = getattr(shape, name)
        return shape.model_copy(update={name: self.cut(whole)})

    def cut(self, whole: Sequence[_Entry], *, usual: int | None = None) -> list[_Entry]:
        """This piece of a list, of `usual` entries (else all) where no limit is asked for.

        Raises `NoSuchPage`.
        """
        self._limit = usual if self._limit is None else self._limit
        self.told(len(whole))
        end = None if self._limit is None else self.offset + self._limit
        return list(whole[self.offset : end])

    def told(self, total: int) -> None:
        """Say how many there are, and where the next piece is. Raises `NoSuchPage`."""
        if self.offset and self.offset >= total:
            raise NoSuchPage(f"There are {total:,}, so none from {self.offset:,} on.")
        self._response.headers["x-total-count"] = str(total)
        after = self.offset + (total if self._limit is None else self._limit)
        if after < total:
            url = self._request.url.include_query_params(limit=self._limit, offset=after)
            self._response.headers["link"] = f'<{url.path}?{url.query}>; rel="next"'


def _page(
    request: Request,
    response: Response,
    limit: Annotated[
        int | None, Query(ge=1, le=MOST, description="Entries of one piece; left out: all.")
    ] = None,
    offset: Annotated[
        int, Query(ge=0, le=FARTHEST, description="Entries to pass over.", examples=[0])
    ] = 0,
) -> Page:
    return Page(request, response, limit, offset)


PageDep = Annotated[Page, Depends(_page)]
