"""A second look at a document: what the first scores of all its passages say about each one.

A section rarely stands alone: a procedure keeps to its subject, a section has room for few
subjects, and some clauses are nearly always served by the same text.
"""

import numpy as np
from numpy.typing import NDArray

from assistant.model.clauses import Edition
from ingest.mapping.calibrate import Second, Sign, Signs
from ingest.mapping.signs import Signposts

_FARTHEST_BEHIND = -4.0  # log-odds; farther behind is as good as out

Grid = NDArray[np.float32]  # shape (passages, clauses)


def with_second_signs(signs: Signs, first: Grid, posts: Signposts, edition: Edition) -> Signs:
    """The signs of `Sign`, then those of `Second`; `first` holds the log-odds of the first look."""
    sure = np.maximum(1 / (1 + np.exp(-first)), signs[..., Sign.STRUCTURE])
    added = np.zeros((*first.shape, len(Second)), dtype=np.float32)
    added[..., Second.FIRST] = first
    behind = first - first.max(axis=1, keepdims=True)
    added[..., Second.BEHIND] = np.maximum(behind, _FARTHEST_BEHIND)
    added[..., Second.ELSEWHERE] = _elsewhere(sure, posts)
    added[..., Second.RIVAL] = _best_rival(sure, posts.families)
    added[..., Second.TWIN] = _twin(sure, posts, edition)
    return np.concatenate([signs, added], axis=-1)


def _elsewhere(sure: Grid, posts: Signposts) -> Grid:
    """For each passage the mean, over the document's other sections, of each section's best."""
    telling, sections = posts.telling, posts.sections
    best = np.zeros((int(sections.max()) + 1, sure.shape[1]), dtype=np.float32)
    np.maximum.at(best, sections[telling], sure[telling])
    counted = np.zeros(len(best), dtype=np.float32)
    counted[sections[telling]] = 1
    others = np.maximum(1, counted.sum() - counted)
    return np.asarray(((best.sum(axis=0) - best) / others[:, None])[sections], dtype=np.float32)


def _best_rival(sure: Grid, families: NDArray[np.intp]) -> Grid:
    """For each clause the best value among the clauses of other families."""
    by_family = np.zeros((len(sure), max(2, int(families.max()) + 1)), dtype=np.float32)
    for family in range(int(families.max()) + 1):
        by_family[:, family] = sure[:, families == family].max(axis=1)
    leader = by_family.argmax(axis=1)
    top, second = -np.partition(-by_family, 1, axis=1)[:, :2].T
    leads = families[None, :] == leader[:, None]
    rivals = np.where(leads, second[:, None], top[:, None])
    return np.asarray(rivals, dtype=np.float32)


def _twin(sure: Grid, posts: Signposts, edition: Edition) -> Grid:
    """For each clause the best value among its twins."""
    best = np.zeros_like(sure)
    for number, place in posts.places.items():
        twins = [posts.places[twin] for twin in edition.twins(number) if twin in posts.places]
        if twins:
            best[:, place] = sure[:, twins].max(axis=1)
    return best
