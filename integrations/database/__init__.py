"""The relational truth: tables, migrations, and the seams that stand on them."""
