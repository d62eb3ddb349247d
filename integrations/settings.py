"""Settings: every `CLAUSEWISE_<NAME>` there is, what it may be, and what it is without one.

pydantic-settings passes over a misspelt variable, so the names are compared here.
"""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import InvalidSetting

PREFIX = "CLAUSEWISE_"
FROM_FILE = "_FILE"
"""Behind the name of a variable: it names a file that holds the value."""


class Settings(BaseSettings):
    """What can be set, from the environment and the files it names. Read it with `load`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    data: Path = Field(
        default=Path(".clausewise"),
        description="Data directory: the database, the vectors and uploaded files.",
    )
    edition: str = Field(
        default="as9120b", description="The standard edition that clauses are taken from."
    )
    editions: Path | None = Field(
        default=None, description="A folder with more catalogue files, one edition each."
    )
    organisation: Path | None = Field(
        default=None,
        description="The organisation's settings (what does not apply, owners, processes); "
        "empty: `organisation.yaml` in the data directory, where it is there.",
    )
    records: Path | None = Field(
        default=None,
        description="The organisation's mapping of its tables of records; empty: `records.yaml` in "
        "the data directory, where it is there.",
    )
    access: Path | None = Field(
        default=None,
        description="Who may see which documents; empty: `access.yaml` in the data directory, "
        "where it is there.",
    )
    database_url: str = Field(
        default="",
        description="Address of a PostgreSQL database "
        "(`postgresql://NAME:PASSWORD@HOST/DATABASE`); empty: SQLite in the data directory.",
    )
    chroma_url: str = Field(
        default="", description="Address of a Chroma server; empty: embedded in the data directory."
    )
    embedding_model: str = Field(
        default="",
        description="A sentence-transformers model, by name or folder; empty: the built-in one.",
    )
    reranker_model: str = Field(
        default="",
        description="A sentence-transformers cross-encoder, by name or folder, that orders the "
        "best hits again; empty: none.",
    )
    support_model: str = Field(
        default="",
        description="A cross-encoder for entailment, by name or folder, that is asked about each "
        "sentence of a language model; empty: the rules alone.",
    )
    model: str = Field(
        default="",
        description="A language model as `provider:model`; empty: answers are verbatim extracts.",
    )
    model_base_url: str = Field(
        default="",
        description="Address of a server that speaks the OpenAI protocol, for `openai:` models.",
    )
    model_api_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key of the language model; empty: the provider's own variable.",
    )
    model_timeout: float = Field(
        default=30,
        gt=0,
        le=600,
        description="Seconds a language model may take for one answer, retries included.",
    )
    model_max_tokens: int = Field(
        default=300, ge=20, le=8192, description="Tokens a language model may write for one answer."
    )
    max_file_mb: int = Field(
        default=100, ge=1, le=4096, description="Largest file that is read, in MiB."
    )
    max_upload_mb: int = Field(
        default=200,
        ge=1,
        le=4096,
        description="Largest upload over the web API, in MiB, all files.",
    )
    ocr: Literal["auto", "rapidocr", "tesseract", "off"] = Field(
        default="auto",
        description="What reads scans; `auto`: rapidocr where it is installed, else Tesseract.",
    )
    slack_bot_token: SecretStr = Field(
        default=SecretStr(""), description="Slack bot token (`xoxb-…`)."
    )
    slack_app_token: SecretStr = Field(
        default=SecretStr(""), description="Slack app-level token (`xapp-…`) for Socket Mode."
    )
    slack_signing_secret: SecretStr = Field(
        default=SecretStr(""), description="Slack signing secret; Socket Mode does not need it."
    )
    slack_client_id: str = Field(
        default="",
        description="Client id of the Slack app, for installing it in several workspaces.",
    )
    slack_client_secret: SecretStr = Field(
        default=SecretStr(""), description="Client secret of the Slack app, beside its id."
    )
    public_url: str = Field(
        default="",
        description="Address at which people reach the pages (`https://…`), for links in messages "
        "(empty: none) and for `oidc`, which needs it.",
    )
    slack_api_url: str = Field(
        default="", description="Address of another Slack API, for a test server."
    )
    auth: Literal["none", "local", "oidc"] = Field(
        default="none",
        description="How people sign in to the web: `none` (on this machine alone), `local` "
        "accounts, or `oidc` (OpenID Connect; local accounts work too).",
    )
    oidc_issuer: str = Field(default="", description="Address of the OpenID Connect provider.")
    oidc_client_id: str = Field(default="", description="What the provider calls this program.")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), description="The provider's secret for this program."
    )
    oidc_new_people: Literal["reader", "refuse"] = Field(
        default="reader",
        description="Who signs in at the provider and has no account: gets one as a reader without "
        "groups, or is refused.",
    )
    mcp_key: SecretStr = Field(
        default=SecretStr(""),
        description="API key (`cw_…`) of whoever asks through `clausewise mcp`.",
    )
    rate_limit: int = Field(
        default=600,
        ge=10,
        le=100_000,
        description="Requests one person, or one address without a session, may make in a minute; "
        "not counted under `AUTH=none`.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="How much goes to standard error; never document text."
    )

    @field_validator("chroma_url", "model_base_url", "slack_api_url", "public_url", "oidc_issuer")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value

    @field_validator("embedding_model", "reranker_model", "support_model")
    @classmethod
    def _is_model(cls, value: str) -> str:
        if value != value.strip():
            raise ValueError("must be a name or a folder, without blanks around it")
        if value.startswith(("/", ".", "~")) and not Path(value).is_dir():
            raise ValueError(f"there is no folder {value}")
        return value

    @classmethod
    def load(cls, **given: object) -> "Settings":
        """Read the environment; `given` wins over it (None: not given).

        Raises `InvalidSetting` that names every unknown and every invalid one, a line each.
        """
        faults = unknown_names(os.environ)
        kept, unread = from_files(os.environ)
        faults += unread
        wanted = kept | {name: value for name, value in given.items() if value is not None}
        try:
            settings = cls.model_validate(wanted)
        except ValidationError as error:
            faults += [_as_line(one["loc"], one["msg"]) for one in error.errors()]
            raise InvalidSetting("\n".join(faults)) from error
        if faults:
            raise InvalidSetting("\n".join(faults))
        return settings


def variable(field: str) -> str:
    """The environment variable of a field: `CLAUSEWISE_DATA` for `data`."""
    return PREFIX + field.upper()


def from_files(environment: Mapping[str, str]) -> tuple[dict[str, object], list[str]]:
    """Settings whose variable with `_FILE` behind it names a file with the value; faults.

    So that a password need not stand in the environment: what keeps secrets hands them over as
    files. White space at the end of a file is not part of the value.
    """
    found: dict[str, object] = {}
    faults: list[str] = []
    for name in Settings.model_fields:
        plain, named = variable(name), variable(name) + FROM_FILE
        if not (path := environment.get(named)):
            continue
        if environment.get(plain):
            faults.append(f"{named}: {plain} is set too.")
            continue
        try:
            found[name] = Path(path).read_text(encoding="utf-8").rstrip()
        except (OSError, ValueError) as error:
            told = getattr(error, "strerror", None) or "it is not text"
            faults.append(f"{named}: the file cannot be read: {told}.")
    return found, faults


def unknown_names(environment: Mapping[str, str]) -> list[str]:
    """One line for each `CLAUSEWISE_…` variable that is no setting, with the nearest that is."""
    known = [variable(name) for name in Settings.model_fields]
    strange = sorted(
        name
        for name in environment
        if name.upper().startswith(PREFIX) and name.removesuffix(FROM_FILE) not in known
    )
    return [f"{name} is not a setting{_nearest(name, known)}" for name in strange]


def _nearest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.75)
    return f"; did you mean {close[0]}?" if close else "."


def _as_line(location: tuple[int | str, ...], message: str) -> str:
    name = variable(str(location[0])) if location else "A setting"
    reason = message.removeprefix("Value error, ")
    return f"{name}: {reason[:1].lower()}{reason[1:]}."
