"""What is added to a language model's own time: `python -m evals.speed.with_model [--out FILE]`.

The model is a stand-in at the pace of a small one on two cores, so that only our part varies.
"""

import argparse
import http.client
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from evals.sample.build import build_sample
from evals.sample.suite import SAMPLE
from evals.speed.model_standin import PacedModel
from evals.speed.report import machine
from integrations.bootstrap import build_services
from integrations.settings import Settings

_FIRST, _PACE = 0.5, 0.07  # seconds: a short prompt, then 14 tokens a second
_QUESTIONS = 20
_TEXT = (
    "Records are kept for ten years by the quality department and then destroyed [E1]. "
    "They are kept in the archive of the main building, in the order of their numbers [E1]."
)
_BEGIN, _END = "<!-- with a model: begin -->", "<!-- with a model: end -->"


@dataclass(frozen=True, slots=True)
class Added:
    """Over `questions`: median milliseconds, and the share of the whole time, 0.0 … 1.0."""

    questions: int
    added_ms: float  # everything but the model
    share: float
    first_token_ms: float
    direct_first_token_ms: float

    def as_text(self) -> str:
        """The figures as a paragraph."""
        above = self.first_token_ms - self.direct_first_token_ms
        return (
            f"{self.questions} questions of the sample that a model is asked about, warm, "
            f"{machine()}: everything but the model takes {self.added_ms:.0f} ms, {self.share:.1%} "
            f"of the whole (wanted: at most 5 %). The first token comes {above:.0f} ms later than "
            f"when the model is called directly (wanted: at most 150 ms). The model is a stand-in: "
            f"{_FIRST} s to the first token, then {1 / _PACE:.0f} tokens a second."
        )


def measure(data: Path) -> Added:
    """Ask a warm program over `data`, and the stand-in directly."""
    with PacedModel(_TEXT, first=_FIRST, pace=_PACE) as model:
        settings = Settings(data=data, model="openai:paced", model_base_url=model.base_url)
        added, whole, first = [], [], []
        with build_services(settings) as services:
            services.warm_up()
            for case in SAMPLE.cases:
                started = time.perf_counter()
                reply = services.ask(case.question, as_of=case.as_of or SAMPLE.as_of)
                took = (time.perf_counter() - started) * 1000
                draft = reply.outcome.draft
                if draft is not None and draft.first_token_ms is not None:
                    added.append(took - draft.model_ms)
                    whole.append(took)
                    first.append(took - draft.took_ms + draft.first_token_ms)
                if len(added) > _QUESTIONS:
                    break
        direct = [_direct(model.base_url) for _ in range(_QUESTIONS)]
    warm = slice(1, None)  # the first one opens what the others use
    return Added(
        questions=len(added[warm]),
        added_ms=statistics.median(added[warm]),
        share=sum(added[warm]) / sum(whole[warm]),
        first_token_ms=statistics.median(first[warm]),
        direct_first_token_ms=statistics.median(direct),
    )


def _direct(base_url: str) -> float:
    """Milliseconds to the first event of a bare request."""
    address = urlsplit(base_url)
    started = time.perf_counter()
    connection = http.client.HTTPConnection(address.netloc, timeout=30)
    body = json.dumps({"model": "paced", "stream": True, "messages": []})
    connection.request("POST", f"{address.path}/chat/completions", body)
    connection.getresponse().readline()
    took = (time.perf_counter() - started) * 1000
    connection.close()
    return took


def main(arguments: Sequence[str] | None = None) -> int:
    """Make and read the sample, measure, print, and put the paragraph into the report."""
    parser = argparse.ArgumentParser(prog="python -m evals.speed.with_model", description=__doc__)
    parser.add_argument("--data", type=Path, help="a data directory of the sample; default: made")
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as work:
        added = measure(given.data or made_sample(Path(work)))
    print(added.as_text())
    text = given.out.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    given.out.write_text(f"{before}{_BEGIN}\n{added.as_text()}\n{_END}{after}", encoding="utf-8")
    return 0


def made_sample(work: Path) -> Path:
    """The sample company, read, with all its vectors; its data directory."""
    build_sample(work / "company")
    with build_services(Settings(data=work / "data")) as services:
        services.ingest([work / "company"])
        services.complete_vectors()
    return work / "data"


if __name__ == "__main__":
    raise SystemExit(main())
