"""From signs to a confidence: a logistic formula with one weight per sign."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Signs = NDArray[np.float32]  # shape (passages, clauses, len(Sign))


class Sign(IntEnum):
    """What is looked at for one passage and one clause."""

    LIKENESS = 0  # of the passage to the clause's texts: cosine, 0 … 1
    LEAD = 1  # that likeness less the passage's best: 0 for the best clause, else negative
    SECTION_LEAD = 2  # the same for the mean of the section
    DOCUMENT_LEAD = 3  # the same for the mean of the document
    FAMILY_LEAD = 4  # the same for the document and the clause's family (8.4 for 8.4.1)
    SECTION_PHRASES = 5  # weight of the clause's phrases in the section, per passage, 0 … 1.5
    HEADING = 6  # how well a heading over the passage names the clause, 0 … 1
    NEAR_HEADING = 7  # how well one names a clause of the same family, 0 … 1
    TITLE = 8  # how well the document's title names the clause, 0 … 1
    NEAR_TITLE = 9  # how well it names a clause of the same family, 0 … 1
    CITED = 10  # confidence of the best citation of the clause in the document, 0 … 1
    STRUCTURE = 11  # confidence of a proposal made for the passage and the clause, 0 … 1
    PARENT = 12  # 1 for a clause with clauses below it
    UNUSUAL = 13  # 1 for a clause that a distributor usually declares not applicable
    CLOSEST = 14  # LIKENESS when no clause is clearly closer to the passage, else 0
    DOCUMENT_DEFAULT = 15  # 1 for the clause closest to the document, in a passage of few words
    SENTENCE = 16  # likeness of the closest sentence that is not clearly closer to another clause
    SENTENCE_LEAD = 17  # LEAD in the sentence where it is highest
    VOTES = 18  # share of the clause among the texts of the catalogue nearest to the passage, 0 … 1
    SENTENCE_VOTES = 19  # the same in the sentence where it is highest
    MEAN_VOTES = 20  # the same, the mean of the sentences


class Second(IntEnum):
    """What a second look adds once every passage of the document was scored a first time."""

    FIRST = 0  # log-odds of the first look
    BEHIND = 1  # those less the passage's best: 0 for the best clause, else negative, -4 at least
    ELSEWHERE = 2  # mean first confidence in the other sections of the document, 0 … 1
    RIVAL = 3  # first confidence of the passage's best clause of another family, 0 … 1
    TWIN = 4  # first confidence of a clause that the same text usually serves, 0 … 1


@dataclass(frozen=True, slots=True)
class Formula:
    """confidence = 1 / (1 + exp(-(bias + sum of weight x sign)))."""

    bias: float
    weights: tuple[float, ...]

    def score(self, signs: Signs) -> NDArray[np.float32]:
        """Log-odds, shape (passages, clauses)."""
        weights = np.asarray(self.weights, dtype=np.float32)
        return np.asarray(signs @ weights + np.float32(self.bias), dtype=np.float32)

    def confidence(self, signs: Signs) -> NDArray[np.float32]:
        """Confidences in (0, 1), shape (passages, clauses)."""
        return np.asarray(1 / (1 + np.exp(-self.score(signs))), dtype=np.float32)


_FIRST = {
    Sign.LIKENESS: 2.99,
    Sign.LEAD: 2.42,
    Sign.SECTION_LEAD: 2.93,
    Sign.DOCUMENT_LEAD: 2.09,
    Sign.FAMILY_LEAD: 1.56,
    Sign.SECTION_PHRASES: 2.29,
    Sign.HEADING: 2.28,
    Sign.NEAR_HEADING: 0.46,
    Sign.TITLE: 2.57,
    Sign.NEAR_TITLE: 1.1,
    Sign.CITED: 0.33,
    Sign.STRUCTURE: 4.21,
    Sign.PARENT: 0.06,
    Sign.UNUSUAL: -0.2,
    Sign.CLOSEST: 0.48,
    Sign.DOCUMENT_DEFAULT: 0.74,
    Sign.SENTENCE: 0.65,
    Sign.SENTENCE_LEAD: 3.08,
    Sign.VOTES: 1.42,
    Sign.SENTENCE_VOTES: 1.92,
    Sign.MEAN_VOTES: 4.49,
}
FIRST = Formula(bias=-5.71, weights=tuple(_FIRST[sign] for sign in Sign))
"""Log-odds that a clause is one that the passage serves, from the passage itself."""

_AGAIN = {
    Sign.LIKENESS: 1.3,
    Sign.LEAD: 0.69,
    Sign.SECTION_LEAD: 0.94,
    Sign.SECTION_PHRASES: 0.87,
    Sign.HEADING: 0.91,
    Sign.STRUCTURE: 1.34,
    Sign.SENTENCE_LEAD: 1.25,
    Sign.SENTENCE_VOTES: 0.5,
    Sign.MEAN_VOTES: 1.72,
}
_SECOND = {
    Second.FIRST: 0.21,
    Second.BEHIND: 0.12,
    Second.ELSEWHERE: 1.76,
    Second.RIVAL: -0.4,
    Second.TWIN: 1.85,
}
FORMULA = Formula(
    bias=-0.35,
    weights=(*(_AGAIN.get(sign, 0.0) for sign in Sign), *(_SECOND[sign] for sign in Second)),
)
"""Over the signs of both looks. Fitted on hand-labelled passages, then rounded: docs/adr/0065."""
