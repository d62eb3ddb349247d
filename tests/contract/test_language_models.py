"""Every `LanguageModel` keeps these promises."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.errors import InvalidSetting, LanguageModelUnavailable, ModelFault
from assistant.ports import Allowance, LanguageModel, Piece
from integrations.models.langchain_chat import ChatOptions
from integrations.models.remote import RemoteModel
from integrations.models.replayed import RecordingModel, ReplayedModel
from prompts.library import RenderedPrompt
from tests.fakes.language_model import ScriptedModel
from tests.model_standin.server import ModelStandIn, Turn, says

PROMPT = RenderedPrompt("small", 1, "Be brief.", "How often are gauges checked?")
ANSWER = "Gauges are checked every month [E1]."


class Bench:
    """Makes models that answer as told, and closes them."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._kind, self._folder, self._stack = kind, folder, ExitStack()

    def says(self, text: str) -> LanguageModel:
        if self._kind == "scripted":
            return ScriptedModel([text])
        if self._kind == "remote":
            return self.remote(says(text))[0]
        kept = ReplayedModel(self._folder / "kept.jsonl", name="scripted:model")
        if self._kind == "recording":
            return RecordingModel(ScriptedModel([text]), kept)
        kept.keep(PROMPT, text)
        return ReplayedModel(self._folder / "kept.jsonl", name="scripted:model")

    def remote(self, *turns: Turn, seconds: float = 90) -> tuple[RemoteModel, ModelStandIn]:
        server = self._stack.enter_context(ModelStandIn(*turns))
        options = ChatOptions("openai:stand-in", base_url=server.base_url, seconds=seconds)
        model = RemoteModel(options)
        self._stack.callback(model.close)
        return model, server

    def close(self) -> None:
        self._stack.close()


@pytest.fixture(params=["scripted", "replayed", "recording", "remote"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(request.param, tmp_path)
    yield made
    made.close()


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Bench]:
    """For the ways only a server can misbehave."""
    made = Bench("remote", tmp_path)
    yield made
    made.close()


def asked(model: LanguageModel, **allowed: float) -> str:
    return model.complete(PROMPT, Allowance(seconds=allowed.get("seconds", 90)))


def fault(model: LanguageModel, *, seconds: float = 90) -> ModelFault:
    with pytest.raises(LanguageModelUnavailable) as failed:
        asked(model, seconds=seconds)
    return failed.value.fault


def test_the_pieces_together_are_the_whole_answer(bench: Bench) -> None:
    pieces = list(bench.says(ANSWER).stream(PROMPT, Allowance()))

    assert "".join(piece.text for piece in pieces) == ANSWER
    assert len([piece for piece in pieces if piece.text]) > 1


def test_the_tokens_used_are_told(bench: Bench) -> None:
    pieces = list(bench.says(ANSWER).stream(PROMPT, Allowance()))

    assert max(piece.prompt_tokens for piece in pieces) > 0
    assert max(piece.answer_tokens for piece in pieces) > 0


def test_an_answer_stops_at_the_allowed_tokens(bench: Bench) -> None:
    model = bench.says("word " * 50)

    said = model.complete(PROMPT, Allowance(tokens=5))

    assert 0 < len(said.split()) <= 5


def test_a_model_can_be_asked_no_further_in_the_middle(bench: Bench) -> None:
    pieces = bench.says("word " * 50).stream(PROMPT, Allowance())
    assert isinstance(next(pieces), Piece)

    pieces.close()

    assert list(pieces) == []


def test_a_model_has_the_name_it_was_given(bench: Bench) -> None:
    assert bench.says(ANSWER).name in ("scripted:model", "openai:stand-in")


def test_a_server_is_asked_for_the_same_answer_every_time(wire: Bench) -> None:
    model, server = wire.remote(says(ANSWER))

    asked(model)

    [request] = server.asked
    assert request["temperature"] == 0
    assert request["seed"] == 7
    assert [one["role"] for one in request["messages"]] == ["system", "user"]
    assert request["messages"][1]["content"] == PROMPT.user


def test_an_option_the_model_does_not_take_is_left_out(wire: Bench) -> None:
    refusal = Turn(status=400, error="Unsupported value: 'temperature' does not support 0")
    model, server = wire.remote(refusal, says(ANSWER))

    assert asked(model) == ANSWER
    assert "temperature" not in server.asked[1]


def test_a_model_that_is_not_there_is_down() -> None:
    with ModelStandIn(says("never")) as gone:
        address = gone.base_url
    model = RemoteModel(ChatOptions("openai:gone", base_url=address))
    try:
        assert fault(model) is ModelFault.DOWN
    finally:
        model.close()


def test_a_server_that_fails_once_is_asked_again(wire: Bench) -> None:
    model, server = wire.remote(Turn(status=500), says(ANSWER))

    assert asked(model) == ANSWER
    assert len(server.asked) == 2


def test_a_server_that_keeps_failing_is_down(wire: Bench) -> None:
    model, server = wire.remote(Turn(status=503))

    assert fault(model) is ModelFault.DOWN
    assert len(server.asked) == 3


def test_a_rate_limit_is_waited_for_as_long_as_the_server_says(wire: Bench) -> None:
    model, _ = wire.remote(Turn(status=429, headers={"Retry-After": "1"}), says(ANSWER))

    started = time.monotonic()

    assert asked(model) == ANSWER
    assert time.monotonic() - started >= 1


def test_a_rate_limit_longer_than_the_time_there_is_is_not_waited_for(wire: Bench) -> None:
    # Whoever waits all the same is still waiting when the time for a test is over.
    model, server = wire.remote(Turn(status=429, headers={"Retry-After": "7200"}))

    assert fault(model, seconds=3600) is ModelFault.RATE_LIMITED
    assert len(server.asked) == 1


def test_a_slow_model_is_given_up_when_the_time_is_over(wire: Bench) -> None:
    model, server = wire.remote(says(ANSWER), says("word " * 5_000, pause=0.1))
    asked(model)  # whatever is loaded once is loaded

    assert fault(model, seconds=1.5) is ModelFault.SLOW
    assert server.hung_up.wait(60), "the server should be told that nobody waits"


def test_a_model_that_works_long_says_so_meanwhile(wire: Bench) -> None:
    model, _ = wire.remote(says(ANSWER, pause=60))
    pieces = model.stream(PROMPT, Allowance())

    assert next(pieces).text == ""
    pieces.close()


@pytest.mark.parametrize(
    ("turn", "kind"),
    [
        (Turn(status=400, error="maximum context length is 4096 tokens"), ModelFault.OVER_LONG),
        (Turn(status=400, error="the request exceeds the available context size"),
         ModelFault.OVER_LONG),
        (Turn(status=413), ModelFault.OVER_LONG),
        (Turn(status=401, error="bad key"), ModelFault.REFUSED),
        (Turn(status=404, error="no such model"), ModelFault.REFUSED),
        (Turn(["I"], finish="content_filter"), ModelFault.REFUSED),
        (Turn(raw=b"data: {not json\n\n"), ModelFault.GARBAGE),
        (Turn(["Gauges", " are"], breaks_off=True), ModelFault.DOWN),
    ],
)  # fmt: skip
def test_each_way_of_failing_has_its_name(wire: Bench, turn: Turn, kind: ModelFault) -> None:
    model, _ = wire.remote(turn)

    assert fault(model) is kind


def test_pieces_that_came_before_a_break_are_given(wire: Bench) -> None:
    model, _ = wire.remote(Turn(["Gauges", " are"], breaks_off=True))
    said: list[str] = []

    with pytest.raises(LanguageModelUnavailable):
        said.extend(piece.text for piece in model.stream(PROMPT, Allowance()))

    assert "".join(said) == "Gauges are"


def test_leaving_in_the_middle_hangs_up(wire: Bench) -> None:
    model, server = wire.remote(says("word " * 5_000, pause=0.05))
    pieces = model.stream(PROMPT, Allowance())
    next(piece for piece in pieces if piece.text)

    pieces.close()

    assert server.hung_up.wait(60)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gpt", "no `provider:model`"),
        ("nobody:gpt", "cannot be opened"),
        ("anthropic:claude", "not installed"),
    ],
)
def test_a_model_that_cannot_be_had_is_one_clear_error(name: str, told: str) -> None:
    with pytest.raises(InvalidSetting, match=told) as wrong:
        RemoteModel(ChatOptions(name))

    assert wrong.value.hint


def test_a_missing_package_is_named_with_the_line_that_installs_it() -> None:
    with pytest.raises(InvalidSetting) as wrong:
        RemoteModel(ChatOptions("anthropic:claude"))

    assert "pip install 'clausewise[anthropic]'" in wrong.value.hint


def test_an_unknown_prompt_finds_a_replayed_model_down(tmp_path: Path) -> None:
    model = ReplayedModel(tmp_path / "none.jsonl", name="kept:model")

    assert fault(model) is ModelFault.DOWN
