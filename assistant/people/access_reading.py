"""Reads access.yaml: who may see which documents. Every fault is named with file and line."""

from collections.abc import Mapping

import yaml

from assistant.model.documents import Kind
from assistant.people.access import Access, AccessRule
from assistant.people.clearance import PUBLIC, Audiences
from assistant.standards.entries import Entry, Source, composed, nearest
from assistant.standards.faults import FaultyFile

_EVERYBODY = "public"
_KEYS = ("audiences", "tags", "default", "rules")
_Named = Mapping[str, frozenset[str]]


class InvalidAccess(FaultyFile):
    """The rules of who may see what have faults; nothing is shown until they are right."""

    code = "invalid-access"
    hint = "Correct the lines named; docs/access.md shows the form."


def read_access(text: str, file: str) -> Access:
    """The rules in a YAML text; `file` is its name for messages.

    Raises `InvalidAccess` with every fault: misspelt keys, audiences that are not declared, a rule
    that speaks of no document or for nobody.
    """
    source = Source(file)
    node = composed(text, file, InvalidAccess)
    if node is None:
        return Access()
    found = _read(source, Entry(source, node, "access", _KEYS))
    if source.faults:
        raise InvalidAccess(file, source.faults)
    return found


def _read(source: Source, top: Entry) -> Access:
    declared = top.texts("audiences")
    if _EVERYBODY in declared:
        top.fault(f"{_EVERYBODY!r} is everybody inside and needs no declaring")
    tags: dict[str, frozenset[str]] = {}
    for node in top.items("tags"):
        entry = Entry(source, node, "tag", ("tag", "audience"), identity="tag")
        name = entry.text("tag", needed=True)
        if name in tags:
            entry.fault("it is declared twice")
        tags[name] = _audience(entry, "audience", declared)
    rules = [_rule(source, node, declared, tags) for node in top.items("rules")]
    return Access(
        rules=tuple(one for one in rules if one is not None),
        default=_default(top, declared),
        declared=declared,
        tags=tags,
    )


def _rule(
    source: Source, node: yaml.Node, declared: tuple[str, ...], tags: _Named
) -> AccessRule | None:
    entry = Entry(source, node, "rule", ("path", "document", "kind", "audience", "tag"))
    path, document, kind = entry.text("path"), entry.text("document"), entry.text("kind")
    if not (path or document or kind):
        entry.fault("it says neither 'path' nor 'document' nor 'kind'")
    kinds = [one.value for one in Kind]
    if kind and kind not in kinds:
        entry.fault(f"unknown kind {kind!r}{nearest(kind, kinds)}; known: {', '.join(kinds)}")
        return None
    said = _rules_audience(entry, declared, tags)
    if said is None:
        return None
    return AccessRule(said, path, document, Kind(kind) if kind else None)


def _rules_audience(entry: Entry, declared: tuple[str, ...], tags: _Named) -> frozenset[str] | None:
    tag = entry.text("tag")
    if tag and entry.node_of("audience") is not None:
        entry.fault("it has both 'audience' and 'tag'; say one of them")
        return None
    if not tag:
        return _audience(entry, "audience", declared)
    if tag not in tags:
        entry.fault(f"unknown tag {tag!r}{nearest(tag, list(tags))}; declare it in 'tags'")
        return None
    return tags[tag]


def _audience(entry: Entry, key: str, declared: tuple[str, ...]) -> frozenset[str]:
    """The groups named, or none for what is public; naming nobody is a fault."""
    node = entry.node_of(key)
    said = (entry.text(key),) if isinstance(node, yaml.ScalarNode) else entry.texts(key)
    said = tuple(filter(None, said))
    if not said:
        entry.fault(f"{key!r} names nobody; write {_EVERYBODY!r} for everybody inside")
    for one in said:
        if one != _EVERYBODY and one not in declared:
            entry.fault(f"unknown audience {one!r}{nearest(one, declared)}; declare it on top")
    if _EVERYBODY in said and len(said) > 1:
        entry.fault(f"{_EVERYBODY!r} stands beside other audiences; say which it is")
    return frozenset() if _EVERYBODY in said else frozenset(said)


def _default(top: Entry, declared: tuple[str, ...]) -> Audiences:
    if top.node_of("default") is None:
        return PUBLIC
    said = _audience(top, "default", declared)
    return frozenset({said}) if said else PUBLIC
