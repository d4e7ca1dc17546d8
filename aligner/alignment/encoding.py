"""Vectors computed here, with a sentence-transformers model the user names (the extra ``neural``)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.errors import UsageError

BATCH = 32
"""Segments that go through the model together."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """A model by the name of its folder, or by the name it is published under; loaded when it is first used."""

    model: str

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return float32[N, D], one vector a text; equal texts go through the model once.

        Raises :class:`UsageError` where the extra is not installed, or the model can't be loaded.
        """
        different = list(dict.fromkeys(texts))
        if not different:
            return np.zeros((0, 1), np.float32)
        place = {text: number for number, text in enumerate(different)}
        model = _loaded(self.model)
        vectors = model.encode(different, batch_size=BATCH, convert_to_numpy=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)[[place[text] for text in texts]]

    def __str__(self) -> str:
        """The name without the folders above it, and a fingerprint of the folder's weights where it is one."""
        folder = Path(self.model)
        if not folder.is_dir():
            return self.model
        digest = hashlib.sha256()
        for file in sorted(path for path in folder.rglob("*") if path.suffix in (".safetensors", ".bin", ".json")):
            digest.update(f"{file.relative_to(folder)}:".encode())
            with file.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
        return f"{folder.name}@{digest.hexdigest()[:12]}"


@cache
def _loaded(model: str) -> Any:
    if os.sep in model and not Path(model).is_dir() and not _published(model):
        raise UsageError("there is no such folder", source=model, advice="name a sentence-transformers model")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise UsageError(
            "--model needs sentence-transformers, which is not installed", advice="pip install 'dragoman[neural]'"
        ) from error
    try:
        return SentenceTransformer(model, device="cpu")
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError) as error:
        reason = str(error).strip().split("\n")[0]
        raise UsageError(
            f"the model can't be loaded: {reason}", source=model, advice="name a sentence-transformers model"
        ) from error


def _published(model: str) -> bool:
    """Whether a name has the form 'owner/model'."""
    return model.count("/") == 1 and not model.startswith((".", "/", "~"))
