"""Words, stems and synonyms."""

from assistant.language.words import Thesaurus, default_groups, stem, words


def test_a_code_stays_whole_and_a_hyphenated_word_is_split() -> None:
    assert [word.text for word in words("re-evaluate QP-840, clause 8.4.1")] == [
        "re", "evaluate", "QP-840", "clause", "8.4.1",
    ]  # fmt: skip


def test_a_word_knows_where_it_stands() -> None:
    text = "The goods-in desk"

    assert [text[word.start : word.end] for word in words(text)] == ["The", "goods", "in", "desk"]


def test_the_plural_of_an_abbreviation_is_the_abbreviation() -> None:
    assert stem("NCRs") == stem("NCR")


def test_synonyms_share_a_group_and_other_subjects_do_not() -> None:
    thesaurus = Thesaurus(default_groups())

    assert thesaurus.keys("a fake part").groups & thesaurus.keys("counterfeit").groups
    assert not thesaurus.keys("calibration").groups & thesaurus.keys("training").groups


def test_no_word_stands_twice_in_one_group() -> None:
    for group in default_groups():
        assert len(set(group)) == len(group), group
