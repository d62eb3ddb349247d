"""The API does what its own description says, whatever is sent: schemathesis tries it out."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from integrations.bootstrap import build_services
from integrations.settings import Settings
from integrations.web.app import build_app
from tests.company import TODAY
from tests.fakes.embedder import WordEmbedder
from tests.integration.conftest import stocked

EXAMPLES = 3  # of what fits the description, and as many of what does not, for each address
SLOW = "/api/v1/sample"  # makes and reads a whole company
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ADDRESSED = {"host": "127.0.0.1"}


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    data = stocked(tmp_path_factory.mktemp("described") / "data")
    with build_services(Settings(data=data), today=TODAY, embedder=WordEmbedder()) as services:
        services.complete_vectors()
        yield schemathesis.openapi.from_asgi(
            "/openapi.json", build_app(services), headers=ADDRESSED
        )


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.slow
def test_every_address_does_what_is_described(
    mode: GenerationMode, described: schemathesis.BaseSchema
) -> None:
    tried = 0
    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.path == SLOW:
            continue
        tried += 1

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(checks=CHECKS, headers=ADDRESSED)

        with suppress(Unsatisfiable):  # nothing can be sent here that would not fit
            holds()
    assert tried > 60
