"""Completion as a shell asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = f"{sys.executable} -c 'from aligner.cli import main; main()'"


def asked(words: str) -> set[str]:
    """What the program answers when bash asks how the last of ``words`` may go on."""
    environment = {
        **os.environ,
        "_DRAGOMAN_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from aligner.cli import main; main()"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {line.partition(",")[2] for line in done.stdout.splitlines()}


def script(shell: str) -> str:
    command = [sys.executable, "-c", "from aligner.cli import main; main()", "completion", shell]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_commands_options_and_values_are_completed() -> None:
    assert asked("dragoman al") == {"align"}
    assert {"--level", "--lexicon"} <= asked("dragoman align --l")
    assert asked("dragoman align --level ") == {"sentence", "paragraph"}
    assert {"import", "lookup"} <= asked("dragoman memory ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_is_printed_is_sound_and_names_the_program(shell: str, tmp_path: Path) -> None:
    text = script(shell)
    assert "_DRAGOMAN_COMPLETE" in text
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(text, encoding="utf-8")
    subprocess.run([shell, "-n", str(tmp_path / "script")], check=True)


def test_bash_completes(tmp_path: Path) -> None:
    (tmp_path / "dragoman").write_text(f'#!/bin/sh\nexec {PROGRAM} "$@"\n', encoding="utf-8")
    (tmp_path / "dragoman").chmod(0o755)
    driven = (
        'eval "$(dragoman completion bash)"; COMP_WORDS=(dragoman gloss); COMP_CWORD=1; '
        '_dragoman_completion dragoman gloss dragoman; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", driven], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "glossary\n"


@pytest.mark.client
@pytest.mark.parametrize(
    ("shell", "driven", "said"),
    [
        ("fish", 'dragoman completion fish | source; complete -C "dragoman gloss"', "glossary"),
        (
            "zsh",
            'autoload -Uz compinit; compinit -u -D; eval "$(dragoman completion zsh)"; echo "${_comps[dragoman]}"',
            "_dragoman_completion",
        ),
    ],
)
def test_other_shells_complete(shell: str, driven: str, said: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "dragoman").write_text(f'#!/bin/sh\nexec {PROGRAM} "$@"\n', encoding="utf-8")
    (tmp_path / "dragoman").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run([shell, "-c", driven], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split()[:1] == [said]
