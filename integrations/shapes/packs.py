"""What `pack` says it wrote."""

from pydantic import Field

from integrations.shapes.base import Shape


class Packed(Shape):
    """A pack that was written."""

    file: str = Field(examples=["pack-8.4.zip"])
    scope: str = Field(examples=["Clause 8.4"])
    bytes: int
    sha256: str
    clauses: int
    places: int
    records: int
    gaps: int
