"""Headings, labels and titles as words that can be compared."""

import re
from functools import lru_cache

Words = tuple[str, ...]

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])|(?<=[A-Z])(?=[A-Z][a-z])")
_TOKEN = re.compile(r"[^\W_]+|[#№%°]", re.UNICODE)
_APOSTROPHE = re.compile(r"['’`´](?=s\b|\s|$)|(?<=\w)['’`´](?=\w)")
_SAME = {
    **dict.fromkeys("no nr nos num nbr nummer numero numéro № # n°".split(), "number"),
    **dict.fromkeys("date datum am on le dt dte dated".split(), "date"),
    **dict.fromkeys("qty qté anz anzahl quant qnty qtty".split(), "quantity"),
    **dict.fromkeys("descr desc".split(), "description"),
    **dict.fromkeys("mfr mfg manuf mfgr".split(), "manufacturer"),
    **dict.fromkeys("cal calib".split(), "calibration"),
    **dict.fromkeys("cert certs".split(), "certificate"),
    **dict.fromkeys("authorized authorised auth".split(), "authorised"),
    **dict.fromkeys("authorization authorisation".split(), "authorisation"),
    **dict.fromkeys("program programme".split(), "programme"),
    **dict.fromkeys("gage gauge".split(), "gauge"),
    **dict.fromkeys("organization organisation".split(), "organisation"),
    **dict.fromkeys("temp".split(), "temperature"),
    **dict.fromkeys("supp vend".split(), "supplier"),
    **dict.fromkeys("cust".split(), "customer"),
    **dict.fromkeys("resp".split(), "responsible"),
    **dict.fromkeys("insp".split(), "inspection"),
    **dict.fromkeys("ref".split(), "reference"),
    **dict.fromkeys("doc docs".split(), "document"),
    **dict.fromkeys("rev revs".split(), "revision"),
    **dict.fromkeys("iss".split(), "issue"),
    **dict.fromkeys("pts".split(), "point"),
    **dict.fromkeys("recd rcvd rec'd".split(), "received"),
    **dict.fromkeys("exp".split(), "expiry"),
    **dict.fromkeys("pn".split(), "part-number"),
    **dict.fromkeys("acknowledgment acknowledgement".split(), "acknowledgement"),
    **dict.fromkeys("nonconformance nonconformity nonconforming nonconformities".split(), "nc"),
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober "
    "dezember".split()
)
_LITTLE = frozenset("the a an of de du des der die das la les for to or and".split())
_NON = re.compile(r"\bnon[\s-]+conform", re.IGNORECASE)
_PART_NUMBER = re.compile(r"\bp\s?/\s?n\b", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def words_of(text: str) -> Words:
    """The words of a heading: lower case, singular, common short forms written out.

    What stands in brackets is left out (`Interval (months)`), unless nothing else is there; so is a
    year, with its month (`Status August 2026`).
    """
    bare = _BRACKETS.sub(" ", text)
    tokens = _tokens(bare) or _tokens(text)
    kept = [one for one in tokens if one not in _LITTLE]
    if any(_YEAR.fullmatch(one) for one in kept):
        kept = [one for one in kept if not _YEAR.fullmatch(one) and one not in _MONTHS] or kept
    return tuple(kept or tokens)


def _tokens(text: str) -> list[str]:
    text = _PART_NUMBER.sub(" part number ", _NON.sub("nonconform", text))
    plain = _CAMEL.sub(" ", _APOSTROPHE.sub("", text.replace("_", " ")))
    found = [_one(token.casefold()) for token in _TOKEN.findall(plain)]
    return [part for one in found for part in one.split("-")]


def _one(token: str) -> str:
    if token in _SAME:
        return _SAME[token]
    if len(token) > 3 and token.endswith("s") and not token.endswith(("ss", "us", "is")):
        token = token[:-3] + "y" if token.endswith("ies") else token[:-1]
    return _SAME.get(token, token)
