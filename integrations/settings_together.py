"""Settings that only make sense together."""

from assistant.errors import InvalidSetting
from integrations.settings import Settings


def check(settings: Settings) -> None:
    """Raises `InvalidSetting` for settings that cannot go together."""
    if settings.model_base_url and not settings.model:
        raise InvalidSetting(
            "CLAUSEWISE_MODEL_BASE_URL is set and CLAUSEWISE_MODEL is not.",
            hint="Set CLAUSEWISE_MODEL too, for example to openai:NAME.",
        )
    needed = (settings.oidc_issuer, settings.oidc_client_id, settings.public_url)
    if settings.auth == "oidc" and not all(needed):
        raise InvalidSetting(
            "CLAUSEWISE_AUTH is oidc, and what that needs is not all set.",
            hint="Set CLAUSEWISE_OIDC_ISSUER, CLAUSEWISE_OIDC_CLIENT_ID and CLAUSEWISE_PUBLIC_URL.",
        )
