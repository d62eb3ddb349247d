#!/usr/bin/env bash
# What the tests of the pages need beside Python: Chromium of the system, and axe-core's script.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -x /usr/bin/chromium ]; then
    [ "$(id -u)" = 0 ] || { echo "Install Chromium first: apt-get install chromium" >&2; exit 1; }
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
target=build/browser-tools
if [ ! -s $target/axe.min.js ]; then
    command -v npm >/dev/null || {
        [ "$(id -u)" = 0 ] || { echo "Install npm first: apt-get install npm" >&2; exit 1; }
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends npm >/dev/null
    }
    mkdir -p $target
    (cd $target && npm pack --silent axe-core@4.14.1 >/dev/null)
    tar -xzf $target/axe-core-4.14.1.tgz -C $target --strip-components=1 package/axe.min.js
fi
