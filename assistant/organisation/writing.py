"""An organisation's settings as YAML, so that reading it gives the same again. Pure."""

import yaml

from assistant.model.organisation import Organisation


def as_yaml(organisation: Organisation, *, note: str = "") -> str:
    """The file's text; `note` becomes a comment on top."""
    content: dict[str, object] = {}
    if organisation.name:
        content["name"] = organisation.name
    if organisation.not_applicable:
        content["not_applicable"] = [
            {"clause": str(one.clause), "reason": one.reason} for one in organisation.not_applicable
        ]
    if organisation.owners:
        content["owners"] = [
            {"clause": str(one.clause), "owner": one.owner} for one in organisation.owners
        ]
    if organisation.processes:
        content["processes"] = [
            {
                "name": one.name,
                "owner": one.owner,
                "clauses": [str(number) for number in one.clauses],
                "documents": list(one.documents),
            }
            for one in organisation.processes
        ]
    if organisation.gap_rules:
        content["gap_rules"] = [
            {"rule": one.rule}
            | ({"off": "yes"} if one.off else {})
            | dict(one.limits)
            | {"reason": one.reason}
            for one in organisation.gap_rules
        ]
    if organisation.auditors:
        content["auditors"] = [
            {"name": one.name, "roles": list(one.roles), "works_in": list(one.works_in)}
            for one in organisation.auditors
        ]
    head = "".join(f"# {line}\n" for line in note.splitlines())
    body = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)
    return head + (body if content else "")
