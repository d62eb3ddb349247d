"""Every `SupportChecker` keeps these promises. The cross-encoder is a real one, made here: it
counts what two texts share by a weight set by hand, so that it has an opinion to test."""

from pathlib import Path

import pytest

from assistant.errors import ModelUnavailable
from assistant.ports import SupportChecker
from integrations.bootstrap import build_services
from integrations.cross_encoders.support import CrossEncoderSupport
from integrations.settings import Settings
from tests.contract.test_rerankers import made_model
from tests.fakes.support_checker import SharedWordsSupport

TEXT = "two people inspect every lot"


def biased(folder: Path, labels: dict[int, str], *, towards: int) -> Path:
    """A model that always finds one label likeliest."""
    import torch
    from transformers import BertForSequenceClassification

    made_model(folder, labels=len(labels))
    model = BertForSequenceClassification.from_pretrained(folder)
    model.config.id2label = labels
    model.config.label2id = {label: index for index, label in labels.items()}
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.fill_(-3.0)
        model.classifier.bias[towards] = 3.0
    model.save_pretrained(folder)
    return folder


NLI = {0: "contradiction", 1: "ENTAILMENT", 2: "neutral"}


@pytest.fixture(scope="module", params=["words", "three labels", "single score"])
def believer(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> SupportChecker:
    if request.param == "words":
        return SharedWordsSupport()
    labels = NLI if request.param == "three labels" else {0: "LABEL_0"}
    folder = tmp_path_factory.mktemp("models") / "tiny"
    towards = 1 if len(labels) > 1 else 0
    return CrossEncoderSupport(str(biased(folder, labels, towards=towards)), device="cpu")


def test_what_the_text_says_is_borne_out(believer: SupportChecker) -> None:
    assert believer.supports(TEXT, "two people inspect") is True


@pytest.mark.parametrize(("text", "claim"), [("", "two people"), (TEXT, ""), (" ", " ")])
def test_nothing_is_borne_out_by_nothing(believer: SupportChecker, text: str, claim: str) -> None:
    assert believer.supports(text, claim) is False


def test_a_text_longer_than_the_model_reads_is_read_in_stretches(believer: SupportChecker) -> None:
    assert believer.supports("lot " * 3_000 + TEXT, "people inspect") is True


@pytest.mark.parametrize("towards", [0, 2])
def test_contradiction_and_neutral_are_no_support(tmp_path: Path, towards: int) -> None:
    folder = biased(tmp_path / "model", NLI, towards=towards)
    assert CrossEncoderSupport(str(folder), device="cpu").supports(TEXT, "every lot") is False


def test_not_entailment_is_not_taken_for_entailment(tmp_path: Path) -> None:
    folder = biased(tmp_path / "model", {0: "not_entailment", 1: "entailment"}, towards=0)
    assert CrossEncoderSupport(str(folder), device="cpu").supports(TEXT, "every lot") is False


def test_labels_without_a_yes_are_refused(tmp_path: Path) -> None:
    folder = biased(tmp_path / "model", {0: "good", 1: "bad"}, towards=0)
    with pytest.raises(ModelUnavailable, match="none of them is called entailment") as caught:
        CrossEncoderSupport(str(folder), device="cpu").supports(TEXT, "every lot")
    assert "CLAUSEWISE_SUPPORT_MODEL" in caught.value.hint


def test_a_folder_without_a_model_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        CrossEncoderSupport(str(tmp_path)).supports(TEXT, "every lot")


def test_a_folder_in_the_settings_becomes_the_checker(tmp_path: Path) -> None:
    folder = biased(tmp_path / "model", NLI, towards=1)
    settings = Settings.load(data=tmp_path / "data", support_model=str(folder))
    with build_services(settings) as services:
        checker = services.adapters.support_checker
        assert checker is not None
        assert checker.supports(TEXT, "every lot") is True


def test_without_a_setting_there_is_none(tmp_path: Path) -> None:
    with build_services(Settings.load(data=tmp_path / "data")) as services:
        assert services.adapters.support_checker is None
