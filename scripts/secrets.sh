#!/usr/bin/env bash
# The passwords that compose.yaml hands to its services: made once, kept in secrets/.
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"
mkdir -p secrets documents
chmod 700 secrets
[ -s secrets/postgres_password ] || python3 -c 'import secrets; print(secrets.token_urlsafe(24), end="")' >secrets/postgres_password
[ -s secrets/database_url ] || printf 'postgresql://clausewise:%s@postgres/clausewise' "$(cat secrets/postgres_password)" >secrets/database_url
# The folder is closed to others; the files are read inside the containers by other users than yours.
chmod 644 secrets/postgres_password secrets/database_url
