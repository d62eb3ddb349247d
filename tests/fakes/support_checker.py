"""A support checker that looks for words."""


class SharedWordsSupport:
    """Believes a claim when every one of its words stands in the text."""

    def supports(self, text: str, claim: str) -> bool:
        words = set(claim.casefold().split())
        return bool(words) and words <= set(text.casefold().split())
