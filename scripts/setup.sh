# Sourced by scripts/demo and scripts/test: system packages where they may be installed, then .venv with the project.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
unset PYTHONPATH PYTHONHOME

say() { printf '%s\n' "$*" >&2; }

# packages NAME…: install Debian packages where that is allowed; say what is missing where it is not
packages() {
    local missing=() name prefix=()
    command -v dpkg-query > /dev/null || { say "note: no dpkg here; these Debian packages can't be looked up: $*"; return 1; }
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2> /dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ -n "${DRAGOMAN_NO_SYSTEM:-}" ]; then
        say "note: not installed, and DRAGOMAN_NO_SYSTEM is set: ${missing[*]}"
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo > /dev/null && sudo -n true 2> /dev/null; then prefix=(sudo -n)
        else
            say "note: missing system packages; install them with: sudo apt-get install ${missing[*]}"
            return 1
        fi
    fi
    say "installing system packages: ${missing[*]}"
    {
        "${prefix[@]}" apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive "${prefix[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
    } > /tmp/dragoman-apt.$$ 2>&1 || {
        tail -n 3 /tmp/dragoman-apt.$$ >&2
        rm -f /tmp/dragoman-apt.$$
        say "note: could not install: ${missing[*]}; try: sudo apt-get install ${missing[*]}"
        return 1
    }
    rm -f /tmp/dragoman-apt.$$
}

# interpreter: print the newest Python that is at least 3.11
interpreter() {
    local name
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" > /dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

# environment user|dev: make .venv hold the project, once per pyproject.toml; dev adds all extras and the test tools
environment() {
    local python stamp what=(-e .)
    [ "$1" = dev ] && what=(-e '.[all]' --group dev)
    python=$(interpreter) || { packages python3 && python=$(interpreter); } ||
        { say "error: Python 3.11 or later is needed; install it with: sudo apt-get install python3"; exit 2; }
    stamp="$(cksum < pyproject.toml) $("$python" -V) $root"
    if .venv/bin/python -c '' 2> /dev/null; then
        [ "$(cat .venv/ready-for-dev 2> /dev/null)" = "$stamp" ] && return 0
        [ "$1" = user ] && [ "$(cat .venv/ready-for-user 2> /dev/null)" = "$stamp" ] && return 0
    fi
    if ! "$python" -c 'import ensurepip, venv' 2> /dev/null; then
        packages python3-venv || {
            say "error: Python's venv is missing; install it with: sudo apt-get install python3-venv"
            exit 2
        }
    fi
    say "setting up .venv with $("$python" -V)"
    .venv/bin/python -c 'import pip' 2> /dev/null || "$python" -m venv --clear .venv
    rm -f .venv/ready-for-*
    .venv/bin/python -m pip install -q --disable-pip-version-check --upgrade 'pip>=25.1' 2> .venv/pip.log &&
        .venv/bin/python -m pip install -q --disable-pip-version-check "${what[@]}" 2>> .venv/pip.log || {
        tail -n 5 .venv/pip.log >&2
        say "error: pip could not install the project into .venv (network or proxy?)"
        exit 2
    }
    printf '%s' "$stamp" > ".venv/ready-for-$1"
}
