"""Settings: what is unknown or cannot be used stops the start, a line each."""

import re
from pathlib import Path

import pytest

from assistant.errors import InvalidSetting
from integrations.settings import Settings, variable

DOCUMENT = Path(__file__).parents[3] / "docs" / "configuration.md"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)


def test_the_environment_is_read_and_an_option_wins_over_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CLAUSEWISE_DATA", "/from/environment")
    monkeypatch.setenv("CLAUSEWISE_EDITION", "iso9001-2015")

    settings = Settings.load(data=Path("/from/option"), edition=None)

    assert settings.data == Path("/from/option")
    assert settings.edition == "iso9001-2015"


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWISE_MAX_FILE_MB", "")

    assert Settings.load().max_file_mb == 100


def test_a_misspelt_variable_is_named_with_the_nearest_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWISE_EMBEDING_MODEL", "x")

    with pytest.raises(InvalidSetting) as caught:
        Settings.load()

    assert str(caught.value) == (
        "CLAUSEWISE_EMBEDING_MODEL is not a setting; did you mean CLAUSEWISE_EMBEDDING_MODEL?"
    )


def test_a_model_in_a_folder_that_is_not_there_stops_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CLAUSEWISE_RERANKER_MODEL", "/no/such/folder")
    monkeypatch.setenv("CLAUSEWISE_EMBEDDING_MODEL", " spaced ")

    with pytest.raises(InvalidSetting) as caught:
        Settings.load()

    assert str(caught.value).splitlines() == [
        "CLAUSEWISE_EMBEDDING_MODEL: must be a name or a folder, without blanks around it.",
        "CLAUSEWISE_RERANKER_MODEL: there is no folder /no/such/folder.",
    ]


def test_every_fault_has_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWISE_ZZZ", "x")
    monkeypatch.setenv("CLAUSEWISE_MAX_FILE_MB", "many")
    monkeypatch.setenv("CLAUSEWISE_CHROMA_URL", "chroma:8000")

    with pytest.raises(InvalidSetting) as caught:
        Settings.load()

    names = [line.split()[0].rstrip(":") for line in str(caught.value).splitlines()]
    assert names == ["CLAUSEWISE_ZZZ", "CLAUSEWISE_CHROMA_URL", "CLAUSEWISE_MAX_FILE_MB"]


def test_a_token_is_not_printed_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSEWISE_SLACK_BOT_TOKEN", "xoxb-secret")

    assert "xoxb-secret" not in repr(Settings.load())


def test_the_document_lists_every_setting_and_no_other() -> None:
    listed = re.findall(r"^\| `(CLAUSEWISE_[A-Z_]+)` \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)

    assert listed == [variable(name) for name in Settings.model_fields]


def test_the_document_says_of_each_setting_what_the_code_says() -> None:
    text = DOCUMENT.read_text("utf-8")
    missing = [
        name for name, field in Settings.model_fields.items() if str(field.description) not in text
    ]

    assert missing == []


def test_a_setting_can_be_read_from_a_file_that_its_variable_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text("sec ret\n", "utf-8")
    monkeypatch.setenv("CLAUSEWISE_MODEL_API_KEY_FILE", str(tmp_path / "key"))

    assert Settings.load().model_api_key.get_secret_value() == "sec ret"


def test_a_file_that_is_not_there_or_a_setting_given_twice_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "url").write_text("http://a:1", "utf-8")
    monkeypatch.setenv("CLAUSEWISE_CHROMA_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("CLAUSEWISE_CHROMA_URL", "http://b:1")
    monkeypatch.setenv("CLAUSEWISE_DATABASE_URL_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("CLAUSEWISE_DATABASE_URI_FILE", "x")

    with pytest.raises(InvalidSetting) as told:
        Settings.load()

    lines = str(told.value).splitlines()
    assert any("CLAUSEWISE_CHROMA_URL is set too" in line for line in lines)
    assert any(line.startswith("CLAUSEWISE_DATABASE_URL_FILE: ") for line in lines)
    assert any(line.startswith("CLAUSEWISE_DATABASE_URI_FILE is not a setting") for line in lines)
