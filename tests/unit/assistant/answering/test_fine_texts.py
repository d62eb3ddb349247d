"""All that answering wants vectors of is known beforehand, but for the question's own words."""

from collections.abc import Collection, Mapping

from assistant.answering.fine_texts import fine_texts, word_forms
from assistant.answering.units import units_of, with_closeness, with_kin
from assistant.kinship import Kinship
from assistant.language.question import take_apart
from assistant.language.words import Thesaurus, default_groups
from assistant.model.documents import SourceFile
from assistant.ports import Vectors
from assistant.retrieval import Evidence
from ingest.chunking import passages_of
from ingest.identity import identify
from ingest.readers.registry import read
from tests.builders import revision
from tests.fakes.embedder import WordEmbedder
from tests.fakes.text_vectors import MadeAnew

FILES = {
    "QP-7 Goods receiving.md": "# QP-7 Goods receiving\n\n## 1 Crate handling\n\n"
    "The storekeeper's crates are opened first. Café staff don't sign F-12!\n\n"
    "- Non-conforming lots: held\n- R&D lots wait\n",
    "Tools register.csv": "Tool no.,Next calibration,Where kept\nT-1,2026-05-01,Bench nine\n",
}


class Listening:
    """A `TextVectors` that notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def of(self, texts: Collection[str], *, new: int) -> Mapping[str, Vectors]:
        self.asked |= set(texts)
        return MadeAnew(WordEmbedder()).of(texts, new=1_000)


def test_answering_wants_no_vector_of_a_document_that_was_not_foreseen() -> None:
    thesaurus, listening = Thesaurus(default_groups()), Listening()
    question = take_apart("Who opens the boxes of a delivery?", thesaurus)
    foreseen: set[str] = set()
    evidence = []
    for path, text in FILES.items():
        found = read(SourceFile(path, text.encode()))
        identity = identify(found, path)
        cut = passages_of(found, identity, path, count_tokens=WordEmbedder().count_tokens)
        foreseen |= fine_texts(identity, cut)
        held = revision(identity.number, path=path)
        evidence += [Evidence(one, held, 1.0) for one in cut]
        foreseen |= word_forms(f"{held.identity.title} {held.identity.number}")

    units = with_closeness(question, units_of(evidence, thesaurus), Kinship(listening))
    with_kin(question, units, Kinship(listening))

    own = {question.text, *(subject.text.casefold() for subject in question.subjects)}
    assert len(listening.asked) > 20
    assert listening.asked <= foreseen | own


def test_codes_and_short_words_have_no_form() -> None:
    assert word_forms("The F-12 form of QP7 is 3 kg") == {"the", "form"}
