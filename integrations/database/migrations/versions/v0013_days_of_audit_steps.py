"""The day that an act about an audit speaks of."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_steps", sa.Column("on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("audit_steps", "on")
