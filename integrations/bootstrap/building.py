"""Opening the application and closing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from assistant.ports import Embedder, LanguageModel
from integrations.bootstrap.adapters import Adapters, CalendarClock
from integrations.bootstrap.services import Services
from integrations.settings import Settings


@contextmanager
def build_services(
    settings: Settings,
    *,
    today: date | None = None,
    embedder: Embedder | None = None,
    long_lived: bool = False,
    language_model: LanguageModel | None = None,
) -> Iterator[Services]:
    """The wired application, closed at the end. Raises `InvalidSetting`.

    `today` fixes the day, `embedder` and `language_model` replace those of the settings,
    `long_lived` is for a process that stays and may hold Chroma open.
    """
    adapters = Adapters(settings, CalendarClock(today), embedder, long_lived, language_model)
    adapters.check_settings()
    try:
        yield Services(adapters)
    finally:
        adapters.close()
