"""Each reason for declining in words, the same on every surface."""

from assistant.model.replies import Declined, Reason

REASONS = {
    Reason.NO_EVIDENCE: "Nothing in the documents bears on this.",
    Reason.NOT_IN_EVIDENCE: "The documents speak of this, and do not say what was asked.",
    Reason.UNSUPPORTED_DRAFT: "What was drafted did not stand up to its check.",
    Reason.OUT_OF_SCOPE: "This lies outside a quality system.",
    Reason.NEEDS_OPINION: "This asks for a judgement, which is a person's to make.",
    Reason.COPYRIGHTED_TEXT: "This asks for the text of the standard, which is copyrighted.",
    Reason.NOT_PERMITTED: "You may not see what this asks for.",
}


def heading(declined: Declined) -> str:
    """What stands above the text of a refusal; "" where the text says all."""
    return "" if declined.unclear else REASONS[declined.reason]
