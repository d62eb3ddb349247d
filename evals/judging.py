"""A judge model: reads recorded answers and says right or wrong, beside what people said.

It is an opinion with a known error, never a gate: no figure of a run and no exit code depends on
it. Which model, which prompt and which answer a verdict is of is recorded with it, and verdicts
of another judge are never mixed in.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import LanguageModelUnavailable, ModelFault
from assistant.ports import Allowance, LanguageModel
from evals.labels import Label, Labelled, answered, citations_of, fingerprint_of, text_of
from evals.metrics.kappa import Agreement, agreement
from evals.running import Asked
from prompts.library import Prompt, RenderedPrompt

JUDGED = "judged.jsonl"
_ALLOWANCE = Allowance(seconds=120.0, tokens=12)
_OF_THIS_ANSWER = frozenset({ModelFault.SLOW, ModelFault.REFUSED})
_VERDICT = re.compile(r"\b(RIGHT|WRONG)\b", re.IGNORECASE)
_TAG = re.compile(r"\s*\[\d+\]")
_LONGEST = 1_500  # characters of an answer or of all quotes that the judge is shown


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge said of one answer; `label` None when it said neither word or nothing."""

    case: str
    reply: str  # fingerprint of the answer
    judge: str  # model, prompt and its fingerprint
    label: Label | None
    said: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a judge makes of a run, and how far it agrees with people.

    `stale`: labels given to an answer that is another one now, which are not compared.
    """

    judge: str
    right: int
    wrong: int
    unclear: int
    stale: tuple[str, ...]
    with_people: Agreement


def judge_name(model: LanguageModel, prompt: Prompt) -> str:
    """What pins a judge: `provider:model, judge_answer v1 1a2b3c4d`."""
    return f"{model.name}, {prompt.prompt_id} v{prompt.version} {prompt.fingerprint[:8]}"


def judge_run(
    folder: Path,
    asked: Iterable[Asked],
    model: LanguageModel,
    prompt: Prompt,
    *,
    told: Callable[[str], None] = lambda _: None,
) -> list[Verdict]:
    """Judge what is not judged yet; goes on where a stopped run ended.

    `told` is called with the id of each case before it is put. A model that is too slow for one
    answer, or refuses it, gives no verdict on it. Raises `LanguageModelUnavailable` when the
    model is gone; what was judged until then is kept.
    """
    judge = judge_name(model, prompt)
    known = {(one.case, one.reply): one for one in read_verdicts(folder) if one.judge == judge}
    verdicts = []
    for one in answered(asked):
        key = (one.case.id, fingerprint_of(one))
        if key not in known:
            told(one.case.id)
            known[key] = _put(one, model, prompt, judge)
            _append(folder, known[key])
        verdicts.append(known[key])
    return verdicts


def report(judge: str, verdicts: Iterable[Verdict], labels: Mapping[str, Labelled]) -> Report:
    """How the verdicts fall, and their agreement with labels of the same answers."""
    given = list(verdicts)
    clear = [one for one in given if one.label is not None]
    pairs = [
        (labels[one.case].label is Label.RIGHT, one.label is Label.RIGHT)
        for one in clear
        if one.case in labels and labels[one.case].reply == one.reply
    ]
    read = {one.case: one.reply for one in given}
    return Report(
        judge=judge,
        right=sum(one.label is Label.RIGHT for one in clear),
        wrong=sum(one.label is Label.WRONG for one in clear),
        unclear=len(given) - len(clear),
        stale=tuple(case for case, one in labels.items() if read.get(case) != one.reply),
        with_people=agreement(pairs),
    )


def read_verdicts(folder: Path) -> list[Verdict]:
    """Every verdict recorded in a run's folder, of any judge; a torn last line is left out."""
    path = folder / JUDGED
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [_verdict(json.loads(line)) for line in lines]


def _verdict(told: Mapping[str, str | None]) -> Verdict:
    label = told["label"]
    return Verdict(
        str(told["case"]),
        str(told["reply"]),
        str(told["judge"]),
        Label(label) if label else None,
        str(told["said"]),
    )


def _put(one: Asked, model: LanguageModel, prompt: Prompt, judge: str) -> Verdict:
    try:
        said = model.complete(rendered(one, prompt), _ALLOWANCE).strip()
    except LanguageModelUnavailable as error:
        if error.fault not in _OF_THIS_ANSWER:
            raise
        said = f"({error.fault.value})"
    found = _VERDICT.findall(said)
    label = Label(found[0].casefold()) if len({word.casefold() for word in found}) == 1 else None
    return Verdict(one.case.id, fingerprint_of(one), judge, label, said[:80])


def rendered(one: Asked, prompt: Prompt) -> RenderedPrompt:
    """What the judge is sent of one case. The gold's places are not told: it reads the quotes."""
    facts = "; ".join(" or ".join(group) for group in one.case.facts) or "-"
    quotes = "\n".join(
        f"{citation.document} {citation.section or ''}: {_line(citation.quote)}"
        for citation in citations_of(one)
    )
    return prompt.render(
        question=_line(one.reply.understood_as or one.reply.question),
        expected=facts,
        answer=_TAG.sub("", _line(text_of(one)))[:_LONGEST],
        evidence=quotes[:_LONGEST] or "-",
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _append(folder: Path, verdict: Verdict) -> None:
    path = folder / JUDGED
    if path.exists() and not (content := path.read_bytes()).endswith(b"\n"):
        path.write_bytes(content[: content.rfind(b"\n") + 1])
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(verdict), ensure_ascii=False) + "\n")
