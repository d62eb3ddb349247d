#!/usr/bin/env bash
# What the tests over a real PostgreSQL need: its server. Without it they are skipped, and say so.
set -euo pipefail
compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null && exit 0
[ "$(id -u)" = 0 ] || { echo "Install PostgreSQL first: apt-get install postgresql" >&2; exit 1; }
# The tests make a cluster of their own; the one that the package would make is not wanted.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
fi
apt-get update -qq
apt-get install -y -qq -o Dpkg::Options::=--force-confold --no-install-recommends postgresql >/dev/null
