"""The tools: ask, search, coverage, gaps, evidence. Alone in importing the MCP library.

Every tool only reads; a question keeps its receipt, as on every surface. What a tool gives is the
object of the outside contract.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

from mcp.server.mcpserver import Image, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from assistant.errors import ClausewiseError, NothingThere
from assistant.ledger.listing import clauses_of
from assistant.people.access_log import Surface
from assistant.people.person import Viewer
from assistant.people.rights import Action
from integrations import shapes, shown
from integrations.asker import working_for
from integrations.bootstrap import Services
from integrations.server_places import without_places
from integrations.shapes.base import Shape
from integrations.shapes.browsing import Passage
from integrations.version import program_version

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
_TOLD = """Cited answers about an organisation's quality system, from its own controlled documents
and records. Every answer cites passages; show document, revision, page and quote beside it. A
declined question has no answer in the documents: do not fill it in. The program shows evidence and
never pronounces on conformity."""
_PATHS = re.compile(r'"path":\s*("(?:[^"\\]|\\.)*")')
_MOST = 100
_Given = TypeVar("_Given", bound=Shape)

Day = Annotated[date | None, "The day that counts as today; left out: today."]
Clause = Annotated[str | None, "A clause number such as 8.4.1; those below come along."]


@dataclass(frozen=True, slots=True)
class _Tools:
    """The use cases as tools, over what one viewer sees."""

    services: Services  # of the viewer
    viewer: Viewer
    today: date | None

    def ask(
        self,
        question: Annotated[str, "A question in plain words."],
        conversation: Annotated[str | None, "Of an earlier reply, for a follow-up."] = None,
        as_of: Day = None,
    ) -> shapes.Reply:
        """Answer from the controlled documents with citations, or decline with a reason."""
        with self._working("ask") as told:
            found = self.services.ask(question, conversation=conversation, as_of=self._day(as_of))
            return told(shapes.Reply.of(found))

    def search(
        self,
        query: Annotated[str, "Words, or a number such as 8.4.1."],
        limit: Annotated[int, "How many passages, 1 to 100."] = 10,
        as_of: Day = None,
    ) -> shapes.Results:
        """Passages in force that bear on the words, best first."""
        with self._working("search") as told:
            most = max(1, min(limit, _MOST))
            found = self.services.search(query, limit=most, as_of=self._day(as_of))
            return told(shapes.Results(results=[shapes.Result.of("1", query, found)]))

    def coverage(self, clause: Clause = None, as_of: Day = None) -> shapes.Coverage:
        """Where a clause of the standard, or every clause, is documented and practised."""
        with self._working("coverage") as told:
            found = self.services.coverage(clause, as_of=self._day(as_of))
            return told(shapes.Coverage.of(found))

    def gaps(self, clause: Clause = None, as_of: Day = None) -> shapes.Gaps:
        """What an auditor would ask for that is missing, out of date or contradicted."""
        with self._working("gaps") as told:
            return told(shapes.Gaps.of(self.services.gaps(clause, as_of=self._day(as_of))))

    def evidence(
        self,
        passage: Annotated[str, "The `passage` of a citation, such as p_3f2a."],
        quote: Annotated[str, "Words to mark on the page; left out: the passage."] = "",
        picture: Annotated[bool, "Whether the page comes along as a picture."] = True,
    ) -> list[str | Image]:
        """A passage with its words and place, and its page as a picture with the quote marked."""
        with self._working("evidence") as told:
            parts = self.services.adapters
            found = parts.library.passages([passage]).get(passage)
            held = {one.id: one for one in parts.library.revisions()}
            if found is None or found.revision not in held:
                raise NothingThere("This passage is not held, or not any more.")
            revision = held[found.revision]
            clauses = clauses_of(parts.library, parts.edition, [passage]).get(passage, ())
            text = told(Passage.of(found, revision, clauses)).model_dump_json()
            if not picture:
                return [text]
            page = self.services.packs.pictures(revision, found.page, quote or found.text)
            return [text, Image(data=page.png, format="png")]

    def _day(self, asked: date | None) -> date:
        return asked or self.today or self.services.clock.today()

    @contextmanager
    def _working(self, tool: str) -> "Iterator[_Told]":
        told = _Told()
        try:
            self.viewer.require(Action.READ)
            with shown.noting(), working_for(self.viewer.person):
                yield told
            self._note(tool, told.text)
        except ClausewiseError as error:
            message = f"{error.code}: {error} {error.hint}"
            raise ToolError(without_places(message)) from error

    def _note(self, tool: str, text: str) -> None:
        """Confidential documents that were shown go into the access log."""
        parts = self.services.adapters
        if not parts.access.restricts:
            return
        held = parts.sight.now().confidential
        paths = {json.loads(one) for one in _PATHS.findall(text)} & held.keys()
        names = [f"{held[one].number} ({one})" for one in sorted(paths)]
        self.services.people.log.read(self.viewer, Surface.MCP, names, f"mcp {tool}")


class _Told:
    """What a tool gives, remembered as text."""

    def __init__(self) -> None:
        self.text = ""

    def __call__(self, shape: _Given) -> _Given:
        self.text += shape.model_dump_json()
        return shape


def build(services: Services, viewer: Viewer, *, today: date | None = None) -> MCPServer:
    """The server for one viewer over open services; `today` is the day that counts as today."""
    server = MCPServer(
        "clausewise", instructions=_TOLD, version=program_version(), log_level="WARNING"
    )
    tools = _Tools(services.seen_by(viewer), viewer, today)
    for tool in (tools.ask, tools.search, tools.coverage, tools.gaps):
        server.add_tool(tool, annotations=_READS, structured_output=True)
    server.add_tool(tools.evidence, annotations=_READS, structured_output=False)
    return server
