"""Checklists of the sample company ask what an auditor must ask, and no figure may fall."""

import os

import pytest

from evals import checklists

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_checklists_of_the_sample_hold_their_gates_and_their_baseline() -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith("CLAUSEWISE_"):
                patch.delenv(name)
        found = checklists.measure()

    below = [
        f"{half}: {one.name} {one.now.value:.3f}"
        for half in ("dev", "test", "all")
        for one in checklists.held(found, half)
        if one.fails
    ]
    assert below == [], "\n".join(checklists.lines(found))
    assert all(one.before is not None for one in checklists.held(found))
