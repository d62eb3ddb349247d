"""Telling Clausewise who a member of the workspace is: once, by a link that works once."""

from integrations.database.slack_store import SURFACE
from integrations.slack.messages import Message, message
from integrations.slack.rich import link, paragraph
from integrations.slack.task import Task


def connect(task: Task) -> Message:
    """What is said, to them alone, to whoever wants to be known."""
    found, services = task.incoming, task.desk.services
    if task.seen.viewer.name:
        return message(f"I know you as {task.seen.viewer.name}.")
    if services.settings.auth == "none":
        return message(
            "People do not sign in here, so everybody sees what is public inside the company."
        )
    token = services.people.binding_link(SURFACE, f"{found.team}:{found.user}")
    told = "It works once, for a quarter of an hour, and only for you: do not pass it on."
    base = services.settings.public_url.rstrip("/")
    if not base:
        return message(f"Sign in to Clausewise and open /bind/{token} there. {told}")
    lead = "Sign in to Clausewise and say that this is you"
    return message(lead, [paragraph(link(f"{base}/bind/{token}", lead)), paragraph(told)])
