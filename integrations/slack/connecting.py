"""Telling Clausewise who a member of the workspace is: once, by a link that works once."""

from integrations.slack.messages import Message, message
from integrations.slack.task import Task


def connect(task: Task) -> Message:
    """What is said to whoever wants to be known."""
    if task.seen.viewer.name:
        return message(f"I know you as {task.seen.viewer.name}.")
    return message(
        "There are no accounts here yet, so everybody sees what is public inside the company."
    )
