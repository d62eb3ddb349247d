"""Which spellings name one person or one organisation."""

import pytest

from assistant.gaps.names import same_organisation, same_person


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jane Doe", "J. Doe", True),
        ("Doe, Jane", "Jane Doe", True),
        ("Jane Doe", "John Doe", False),
        ("Jane Doe", "Jane Roe", False),
        ("", "Jane Doe", False),
    ],
)
def test_people_are_told_by_surname_and_first_names(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Schraubenwerk Müller GmbH", "Schraubenwerk Muller", True),
        ("S-102 Smith Bolts Ltd", "Smith Bolts", True),
        ("Smith Bolts (V0017)", "Smith Bolts Limited", True),
        ("Smith Bolts", "Smith Seals", False),
    ],
)
def test_organisations_are_told_without_their_form_and_number(
    one: str, other: str, same: bool
) -> None:
    assert same_organisation(one, other) is same
