"""Where files lie: in a folder of this computer, or behind an address that fsspec understands (``s3://…``)."""

from __future__ import annotations

from aligner.storage.folder import Entry, Folder
from aligner.storage.local import LocalFolder

__all__ = ["Entry", "Folder", "is_address", "open_folder"]


def is_address(location: str) -> bool:
    """Whether ``location`` is an address (``s3://bucket/archive``) and no path."""
    return "://" in location


def open_folder(location: str) -> Folder:
    """The folder at a path or address; it need not exist yet.

    Raises :class:`~aligner.errors.UsageError` for an address where the extra ``[cluster]`` is not installed, or whose
    protocol is not known.
    """
    if not is_address(location):
        return LocalFolder(location)
    from aligner.storage.remote import RemoteFolder

    return RemoteFolder(location)
