"""The command line: typer for the commands, rich for the tables, nothing heavy at import."""
