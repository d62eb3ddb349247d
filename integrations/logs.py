"""Where our log goes: standard error, our own lines alone.

Other libraries log whole requests and messages at their lower levels, and what people ask and
what documents say must not get into a log. So only our loggers follow the setting.
"""

import logging

from integrations.settings import Settings

_OURS = ("integrations", "ingest", "assistant")


def log_to_standard_error(settings: Settings) -> None:
    """Send our lines of the level in the settings and above; again changes nothing."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.setLevel(settings.log_level.upper())
        if not logger.handlers:
            logger.addHandler(handler)
            logger.propagate = False
