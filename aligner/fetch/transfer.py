"""One document over HTTP: politely, patiently, within bounds."""

from __future__ import annotations

import email.utils
import ipaddress
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.errors import UsageError
from aligner.fetch.clock import Clock
from aligner.fetch.contents import CutShort, ending_of
from aligner.fetch.parts import Part

if TYPE_CHECKING:
    import httpx

_MISSING = (204, 404, 410)
_TRY_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)


class NotPublished(Exception):
    """The server has no such document: 404, 410, or an empty answer, which is how the UN's server says it."""


class TransferFailed(Exception):
    """The document could not be had; the text says why."""


class Unreachable(TransferFailed):
    """The server can't be reached at all, so there is no use in asking it for more."""


class _Again(Exception):
    """Worth another attempt, after ``wait`` seconds where the server named a time."""

    def __init__(self, reason: str, *, wait: float | None = None, reached: bool = True) -> None:
        super().__init__(reason)
        self.wait = wait
        self.reached = reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How long, how often and how much."""

    attempts: int = 5
    """Times a document is asked for before it is given up."""
    interval: float = 1.0
    """Seconds between two requests, at least."""
    first_wait: float = 2.0
    """Seconds before the second attempt; doubled before each further one."""
    longest_wait: float = 120.0
    """Seconds; a server that asks for more is not waited for."""
    silence: float = 30.0
    """Seconds without a byte after which a connection counts as broken."""
    longest: float = 600.0
    """Seconds one attempt may take, however steadily bytes drip in."""
    max_bytes: int = 100 * 2**20
    """Bytes of one document."""
    redirects: int = 5
    """Redirects followed for one request."""


class Transfer:
    """Gets documents with one client, one after the other."""

    def __init__(self, client: httpx.Client, policy: Policy, clock: Clock) -> None:
        self._client = client
        self._policy = policy
        self._clock = clock
        self._asked = -float("inf")

    def get(self, address: str, part: Path) -> tuple[str, bytes]:
        """Return the ending (``.docx`` or ``.pdf``) and the content of the document at ``address``.

        ``part`` is where a part of it is kept while it arrives, and afterwards if the run breaks off. Raises
        :class:`NotPublished`, :class:`aligner.fetch.contents.RefusedContent` or :class:`TransferFailed`.
        """
        received = Part(part, address)
        wait = self._policy.first_wait
        for attempt in range(1, self._policy.attempts + 1):
            try:
                data = self._content(address, received)
                received.discard()
                return ending_of(data), data
            except (_Again, CutShort) as trouble:
                last = attempt == self._policy.attempts
                self._wait(trouble, wait, last=last)
            except (NotPublished, TransferFailed):
                received.discard()
                raise
            wait *= 2
        raise AssertionError("the last attempt returns or raises")

    def _wait(self, trouble: _Again | CutShort, wait: float, *, last: bool) -> None:
        """Wait before the next attempt, or raise what ``trouble`` comes to where there is none."""
        if isinstance(trouble, CutShort):
            if last:
                raise trouble
            self._clock.sleep(wait)
            return
        asked = wait if trouble.wait is None else trouble.wait
        if asked > self._policy.longest_wait:
            raise TransferFailed(f"{trouble}; it asks to wait {asked:.0f} s: try again then") from trouble
        if last:
            kind = TransferFailed if trouble.reached else Unreachable
            raise kind(f"{trouble} (asked {self._policy.attempts} times)") from trouble
        self._clock.sleep(asked)

    def _content(self, address: str, part: Part) -> bytes:
        import httpx

        target = address
        try:
            for _ in range(self._policy.redirects + 1):
                self._pace()
                with self._client.stream("GET", target, headers=_range(part)) as response:
                    if response.status_code not in _REDIRECTS:
                        self._receive(response, part)
                        return part.content()
                    target = _redirected(address, target, response.headers.get("location", ""))
        except httpx.TimeoutException as trouble:
            reached = not isinstance(trouble, httpx.ConnectTimeout)
            raise _Again("the server does not answer in time", reached=reached) from trouble
        except httpx.ConnectError as trouble:
            raise _Again(f"the server can't be reached: {trouble}", reached=False) from trouble
        except httpx.TransportError as trouble:
            raise _Again(f"the exchange broke off: {str(trouble) or type(trouble).__name__}") from trouble
        except (httpx.DecodingError, httpx.InvalidURL, UnicodeError) as trouble:
            raise TransferFailed(f"the answer can't be read: {trouble}") from trouble
        raise TransferFailed(f"more than {self._policy.redirects} redirects")

    def _pace(self) -> None:
        due = self._asked + self._policy.interval - self._clock.now()
        if due > 0:
            self._clock.sleep(due)
        self._asked = self._clock.now()

    def _receive(self, response: httpx.Response, part: Part) -> None:
        status = response.status_code
        if status in _MISSING:
            raise NotPublished(f"the server answers {status}")
        if status == 416 and part.size:
            part.discard()
            raise _Again("the rest of an interrupted download was refused", wait=0)
        if status in _TRY_AGAIN:
            wait = _retry_after(response.headers, self._clock)
            raise _Again(f"the server answers {status} {response.reason_phrase}".rstrip(), wait=wait)
        if status not in (200, 206):
            raise TransferFailed(f"the server answers {status} {response.reason_phrase}".rstrip())
        start = part.size if status == 206 else 0
        total = _total(response.headers, status, start)
        if total is None:
            part.discard()
            raise _Again("the server sent another stretch than was asked for", wait=0)
        if total > self._policy.max_bytes:
            raise TransferFailed(self._too_large())
        if not start:
            part.remember(response.headers)
        size = self._store(response, part, start)
        if not size:
            raise NotPublished("the server sends an empty answer")
        if 0 <= total != size and "content-encoding" not in response.headers:
            raise _Again(f"{size:,} of {total:,} bytes arrived")

    def _store(self, response: httpx.Response, part: Part, start: int) -> int:
        end = self._clock.now() + self._policy.longest
        size = start
        with part.open(keep=start > 0) as stream:
            for piece in response.iter_bytes():
                size += len(piece)
                if size > self._policy.max_bytes:
                    raise TransferFailed(self._too_large())
                stream.write(piece)
                if self._clock.now() > end:
                    raise _Again(f"not whole after {self._policy.longest:.0f} s")
        return size

    def _too_large(self) -> str:
        return f"larger than {self._policy.max_bytes / 2**20:.0f} MiB"


def _range(part: Part) -> dict[str, str]:
    """The headers that ask for the rest of a document, or for all of it (RFC 9110, sections 14.2 and 13.1.5)."""
    if not (part.version and part.size):
        part.discard()
        return {}
    return {"Range": f"bytes={part.size}-", "If-Range": part.version}


def _total(headers: Mapping[str, str], status: int, start: int) -> int | None:
    """Bytes of the whole document, -1 where the server does not say, None where the stretch is not that asked for."""
    if status == 200:
        length = headers.get("content-length", "")
        return int(length) if length.isdecimal() and length.isascii() else -1
    unit, _, stretch = headers.get("content-range", "").partition(" ")
    span, _, total = stretch.partition("/")
    first = span.partition("-")[0]
    if unit != "bytes" or not first.isdecimal() or int(first) != start or start == 0:
        return None
    return int(total) if total.isdecimal() else -1


def _retry_after(headers: Mapping[str, str], clock: Clock) -> float | None:
    """Seconds to wait as the server asks, a number or a date (RFC 9110, section 10.2.3); None where it does not."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - clock.date())
    except (ValueError, OverflowError, OSError):
        return None


def _redirected(first: str, here: str, location: str) -> str:
    """The address a redirect leads to; raises :class:`TransferFailed` where no one should follow."""
    try:
        target = urllib.parse.urljoin(here, location)
        parts, origin = urllib.parse.urlsplit(target), urllib.parse.urlsplit(first)
        host = parts.hostname
    except ValueError as wrong:
        raise TransferFailed(f"redirected to an address that is none: {location[:200]!r}") from wrong
    if not location or not host or parts.scheme not in ("http", "https"):
        raise TransferFailed(f"redirected to {location[:200]!r}, which is not followed")
    if origin.scheme == "https" and parts.scheme != "https":
        raise TransferFailed(f"redirected from https to {target[:200]}, which is not followed")
    if _inward(host) and not _inward(origin.hostname or ""):
        raise TransferFailed(f"redirected into the local network ({host}), which is not followed")
    return target


def _inward(host: str) -> bool:
    """Whether a host is this machine or in a private network, as far as its name says."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def client(policy: Policy, version: str) -> httpx.Client:
    """An HTTP client for :class:`Transfer`. Raises :class:`UsageError` where httpx is not installed."""
    try:
        import httpx
    except ImportError as missing:
        raise UsageError("fetching needs httpx", advice="pip install 'dragoman[fetch]'") from missing
    # documents are compressed already, and a stretch of a compressed answer can't be gone on with
    headers = {"User-Agent": f"dragoman/{version}", "Accept": "*/*", "Accept-Encoding": "identity"}
    return httpx.Client(headers=headers, timeout=policy.silence, follow_redirects=False)
