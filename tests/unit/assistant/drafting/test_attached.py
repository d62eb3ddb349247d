import pytest

from assistant.drafting.attached import misplaced_value

FINDINGS = (
    "A major is contained within 2 working days and answered within 14 days; a minor is answered "
    "within 30 days. Actions are closed within 60 days for a major and 90 days for a minor."
)
SHIPPING = (
    "The cut-off for same-day shipping is 14:30 in the north store and 13:00 in the south store."
)
TABLE = (
    "Certificates | 30 years | archive\nReceipts | 12 years | archive\nShipments | 10 years | disk"
)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("A minor is answered within 14 days.", FINDINGS),
        ("Actions are closed within 60 days for a minor.", FINDINGS),
        ("The cut-off in the south store is 14:30.", SHIPPING),
        ("Receipts are kept for 30 years.", TABLE),
        ("Shipments are kept for 12 years on disk.", TABLE),
    ],
)
def test_a_value_of_something_else_is_seen(claim: str, source: str) -> None:
    assert misplaced_value(claim, source) is not None


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("A minor finding is answered within 30 days.", FINDINGS),
        ("Actions are closed within 90 days for a minor.", FINDINGS),
        ("Actions are closed within 60 days for a major and 90 days for a minor.", FINDINGS),
        ("The cut-off for same-day shipping in the south store is 13:00.", SHIPPING),
        ("Receipts are kept for 12 years.", TABLE),
        ("The records are kept for ten years.", "Records are kept for 10 years."),
    ],
)
def test_a_value_in_its_place_passes(claim: str, source: str) -> None:
    assert misplaced_value(claim, source) is None
