"""How a promise is checked: the question to ask and the proof to look for, by its sort."""

from assistant.model.obligations import Sort

QUESTIONS = {
    Sort.PROHIBITION: "What makes sure that this does not happen, and when was that last tried?",
    Sort.RETENTION: "Show the oldest one still held, and one whose time has just run out.",
    Sort.TIME_LIMIT: "Show both days of the sampled cases: when it was due and when it was done.",
    Sort.LIMIT: "Show the value found in the sampled cases beside this limit.",
    Sort.RECORD: "Show the filled record of the sampled cases; is every field of it filled in?",
    Sort.RESPONSIBILITY: "Who did this last, and what shows that it was theirs to do?",
    Sort.CONDITION: "When did this last happen, and what was done then?",
    Sort.DUTY: "Show how this is carried out, who does it, and the last time it was done.",
}
"""Asked beside the sentence, which is quoted: never more than the sentence itself promises."""

PROOFS = {
    Sort.PROHIBITION: "the barrier itself; cases that were stopped",
    Sort.RETENTION: "the oldest file; the list of what was disposed of",
    Sort.TIME_LIMIT: "two dates for each case",
    Sort.LIMIT: "the measured or counted value",
    Sort.RECORD: "the record, complete, signed and dated",
    Sort.RESPONSIBILITY: "the signature or entry, and the authority behind it",
    Sort.CONDITION: "the last case, from its start to its end",
    Sort.DUTY: "the work being done, or its latest record",
}
"""What would prove it."""
