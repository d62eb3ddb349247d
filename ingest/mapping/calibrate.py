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
    PHRASES = 5  # weight of the clause's phrases in the passage, 0 … 1.5
    SECTION_PHRASES = 6  # the same in the section, per passage, 0 … 1.5
    HEADING = 7  # how well a heading over the passage names the clause, 0 … 1
    NEAR_HEADING = 8  # how well one names a clause of the same family, 0 … 1
    TITLE = 9  # how well the document's title names the clause, 0 … 1
    NEAR_TITLE = 10  # how well it names a clause of the same family, 0 … 1
    CITED = 11  # confidence of the best citation of the clause in the document, 0 … 1
    STRUCTURE = 12  # confidence of a proposal made for the passage and the clause, 0 … 1
    PARENT = 13  # 1 for a clause with clauses below it
    UNUSUAL = 14  # 1 for a clause that a distributor usually declares not applicable
    CLOSEST = 15  # LIKENESS when no clause is clearly closer to the passage, else 0
    DOCUMENT_DEFAULT = 16  # 1 for the clause closest to the document, in a passage of few words
    SENTENCE = 17  # likeness of the closest sentence that is not clearly closer to another clause
    SENTENCE_LEAD = 18  # LEAD in the sentence where it is highest


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
    Sign.LIKENESS: 3.1,
    Sign.LEAD: 2.8,
    Sign.SECTION_LEAD: 3.2,
    Sign.DOCUMENT_LEAD: 0.5,
    Sign.FAMILY_LEAD: 0.3,
    Sign.PHRASES: 0.3,
    Sign.SECTION_PHRASES: 2.9,
    Sign.HEADING: 3.3,
    Sign.NEAR_HEADING: 0.5,
    Sign.TITLE: 2.8,
    Sign.NEAR_TITLE: 1.1,
    Sign.CITED: 0.7,
    Sign.STRUCTURE: 3.2,
    Sign.PARENT: -0.1,
    Sign.UNUSUAL: -0.2,
    Sign.CLOSEST: 2,
    Sign.DOCUMENT_DEFAULT: 0.5,
    Sign.SENTENCE: 3.1,
    Sign.SENTENCE_LEAD: 2.9,
}
FIRST = Formula(bias=-5.9, weights=tuple(_FIRST[sign] for sign in Sign))
"""Log-odds that a clause is one that the passage serves, from the passage itself."""

_AGAIN = {
    Sign.LIKENESS: 1.37,
    Sign.LEAD: 0.57,
    Sign.SECTION_LEAD: 0.73,
    Sign.SECTION_PHRASES: 1.05,
    Sign.HEADING: 1.14,
    Sign.TITLE: 0.35,
    Sign.STRUCTURE: 1.04,
    Sign.SENTENCE: 0.94,
    Sign.SENTENCE_LEAD: 1,
}
_SECOND = {
    Second.FIRST: 0.17,
    Second.BEHIND: 0.17,
    Second.ELSEWHERE: 0.84,
    Second.RIVAL: -0.63,
    Second.TWIN: 1.67,
}
FORMULA = Formula(
    bias=-0.14,
    weights=(*(_AGAIN.get(sign, 0.0) for sign in Sign), *(_SECOND[sign] for sign in Second)),
)
"""Over the signs of both looks. Fitted on hand-labelled passages, then rounded: docs/adr/0033."""

FARTHEST = 1.3
"""A further clause is proposed only when its log-odds are at most this much below the best."""
