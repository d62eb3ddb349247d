"""A LangChain chat model, opened by name and read piece by piece. Alone in importing LangChain."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, HumanMessage, SystemMessage

from assistant.errors import InvalidSetting, LanguageModelUnavailable, ModelFault
from assistant.ports import Piece
from prompts.library import RenderedPrompt

_NAME = re.compile(r"[a-z_]+:\S+")
_SEED = 7  # any number, as long as it stays
_TAKE_A_SEED = frozenset({"openai", "azure_openai", "ollama", "mistralai", "together", "xai"})
_TELL_USAGE_WHEN_ASKED = frozenset({"openai", "azure_openai"})
_TOKENS_CALLED = {"ollama": "num_predict", "google_genai": "max_output_tokens"}
_WITHOUT_LIMITS = frozenset({"ollama"})  # takes neither a time limit nor a number of retries
_FILTERED = frozenset({"content_filter", "refusal", "safety", "prohibited_content", "recitation"})
_EXTRAS = {"anthropic": "anthropic", "google_genai": "google", "ollama": "ollama"}


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """How a model is reached. `api_key` "": the provider's own variable, if it needs one."""

    name: str  # "provider:model"
    base_url: str = ""
    api_key: str = ""
    seconds: float = 30.0
    tokens: int = 300


class Chat:
    """One chat model, always asked in the same way: no chance in it, as far as it can be had."""

    def __init__(self, options: ChatOptions) -> None:
        """Raises `InvalidSetting` for a name nobody knows or a package that is not there."""
        self._options = options
        self._settled: Mapping[str, Any] = _settled(options)
        self._model = _opened(options, self._settled)

    def make_plain(self) -> None:
        """Leave out what some models refuse to be told."""
        if self._settled:
            self._settled = {}
            self._model = _opened(self._options, self._settled)

    async def stream(self, prompt: RenderedPrompt) -> AsyncIterator[Piece]:
        """The answer as it comes. Raises whatever the provider's library raises."""
        messages = [SystemMessage(prompt.system), HumanMessage(prompt.user)]
        async for chunk in self._model.astream(messages):
            if isinstance(chunk, AIMessageChunk):
                _refuse_filtered(chunk.response_metadata)
                yield _piece(chunk)


def _settled(options: ChatOptions) -> dict[str, Any]:
    """Settings that make two answers alike; not every model takes them."""
    provider = options.name.partition(":")[0]
    settled: dict[str, Any] = {"temperature": 0}
    if provider in _TAKE_A_SEED:
        settled["seed"] = _SEED
    if provider in _TELL_USAGE_WHEN_ASKED:
        settled["stream_usage"] = True
    return settled


def _opened(options: ChatOptions, settled: Mapping[str, Any]) -> BaseChatModel:
    if not _NAME.fullmatch(options.name):
        raise InvalidSetting(
            f"CLAUSEWISE_MODEL: {options.name!r} is no `provider:model`.",
            hint="Write it as openai:NAME, azure_openai:NAME, anthropic:NAME, ollama:NAME …",
        )
    provider = options.name.partition(":")[0]
    reached: dict[str, Any] = {_TOKENS_CALLED.get(provider, "max_tokens"): options.tokens}
    if provider not in _WITHOUT_LIMITS:
        reached |= {"timeout": options.seconds, "max_retries": 0}
    if options.base_url:
        reached["base_url"] = options.base_url
        # A server of one's own asks for no key; the library insists on some.
        reached["api_key"] = options.api_key or "none"
    elif options.api_key:
        reached["api_key"] = options.api_key
    return _made(options.name, {**reached, **settled})


def _made(name: str, reached: Mapping[str, Any]) -> BaseChatModel:
    provider = name.partition(":")[0]
    try:
        return init_chat_model(name, **reached)
    except ImportError as error:
        package = f"langchain-{provider.replace('_', '-')}"
        wanted = f"clausewise[{_EXTRAS[provider]}]" if provider in _EXTRAS else package
        raise InvalidSetting(
            f"CLAUSEWISE_MODEL: the package for {provider!r} is not installed.",
            hint=f"Run `pip install '{wanted}'`.",
        ) from error
    except Exception as error:  # each provider checks its settings in its own way
        raise InvalidSetting(
            f"CLAUSEWISE_MODEL: {name!r} cannot be opened ({type(error).__name__}).",
            hint="Check the provider, and that its key is set (CLAUSEWISE_MODEL_API_KEY).",
        ) from error


def _piece(chunk: AIMessageChunk) -> Piece:
    used = chunk.usage_metadata or {}
    return Piece(str(chunk.text), used.get("input_tokens", 0), used.get("output_tokens", 0))


def _refuse_filtered(told: Mapping[str, Any]) -> None:
    ended = str(told.get("finish_reason") or told.get("stop_reason") or "").casefold()
    if ended in _FILTERED:
        raise LanguageModelUnavailable(
            "The language model's content filter stopped the answer.", fault=ModelFault.REFUSED
        )
