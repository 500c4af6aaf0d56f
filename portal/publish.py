"""The publisher: freezes the public floor into files, as a whole or page by page."""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import uuid4

from portal import assets
from portal.config import Settings
from portal.domain.services import number_is_trusted
from portal.site import Gone, SiteRenderer, create_site

_LINK = re.compile(rb'(?:href|src)="(/[^"#?]*)')
KEEP_BUILDS = 2


class Refused(Exception):
    """Why the site was not built; it stays as it was."""


@dataclass
class Manifest:
    """What a build holds: each address with what it needs and its files' hashes.

    An address without a leading slash stands for one page in each language.
    """

    date: str
    needs: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        return json.dumps(vars(self), sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def read(cls, file: Path) -> "Manifest":
        return cls(**json.loads(file.read_bytes()))

    def needing(self, keys: set[str]) -> list[str]:
        return [a for a, needs in self.needs.items() if not keys.isdisjoint(needs)]


class Publisher:
    """Builds the site of one instance into its folder.

    `current` points at the build that is served. A full build is made beside it and
    swapped in whole. A change is laid down in `pending`, which counts from the moment
    the folder has that name: readers look there first, then its files move into place,
    the manifest last; a kill in between is mended by the next act.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.root = settings.site_dir
        self.current = self.root / "current"
        self.renderer = SiteRenderer(create_site(settings), settings)
        self._manifest: tuple[int, Manifest] | None = None

    def built_on(self) -> date | None:
        """The date of the build that is served."""
        file = self.current / "manifest.json"
        return date.fromisoformat(self._read().date) if file.exists() else None

    def full(self, today: date, *, insist: bool = False) -> Manifest:
        """Build everything and swap it in. Refused or OSError: nothing has changed.

        `insist` builds even without a trusted national number: a withdrawal must reach
        the public at once.
        """
        with self._alone():
            return self._full(today, insist=insist)

    def change(self, keys: set[str], today: date, *, insist: bool = False) -> list[str]:
        """Build again the pages that need one of these keys; returns their addresses.

        Ends in the same bytes as a full build. Where the day is another one than the
        build's, or a page came or went that lists cannot tell, it is a full build.
        """
        if self.built_on() != today:
            return list(self.full(today, insist=insist).needs)
        with self._alone(), self.renderer.on(today) as site:
            self._check_number(site, today, insist=insist)
            manifest = self._read()
            addresses = {*manifest.needing(keys), *site.new_addresses(keys)}
            try:
                self._replace(site, manifest, sorted(addresses))
            except Gone:
                return list(self._full(today, insist=insist).needs)
        return sorted(addresses)

    def check_files(self) -> list[str]:
        """Files whose bytes are not what the manifest says."""
        return [
            path
            for path, digest in self._read().files.items()
            if _digest_of(self.current / "public" / path) != digest
        ]

    def _full(self, today: date, *, insist: bool) -> Manifest:
        folder = self.root / "builds" / f"{today.isoformat()}-{uuid4().hex[:8]}"
        try:
            manifest = self._build(folder, today, insist=insist)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        _point(self.current, folder)
        self._drop_old()
        return manifest

    def _build(self, folder: Path, today: date, *, insist: bool) -> Manifest:
        manifest = Manifest(date=today.isoformat())
        links: set[bytes] = set()
        public = folder / "public"
        with self.renderer.on(today) as site:
            self._check_number(site, today, insist=insist)
            for address in site.addresses():
                for path, content in site.render(address):
                    links.update(_LINK.findall(content))
                    manifest.files[path] = _write(public / path, content)
                manifest.needs[address] = sorted(site.needs())
        for url, content in assets.all_files():
            manifest.files[url[1:]] = _write(public / url[1:], content)
        _check_links(links, manifest)
        _write(folder / "manifest.json", manifest.as_bytes())
        return manifest

    def _replace(
        self, site: SiteRenderer, manifest: Manifest, addresses: list[str]
    ) -> None:
        laid = self.current.resolve() / "laid"
        shutil.rmtree(laid, ignore_errors=True)
        links: set[bytes] = set()
        try:
            for address in addresses:
                for path, content in site.render(address):
                    links.update(_LINK.findall(content))
                    digest = hashlib.sha256(content).hexdigest()
                    if manifest.files.get(path) != digest:
                        _write(laid / "public" / path, content, sync=True)
                    manifest.files[path] = digest
                manifest.needs[address] = sorted(site.needs())
            _check_links(links, manifest)
            _write(laid / "manifest.json", manifest.as_bytes(), sync=True)
        except BaseException:
            self._manifest = None
            shutil.rmtree(laid, ignore_errors=True)
            raise
        laid.rename(laid.with_name("pending"))
        self._settle()
        self._manifest = (_stamp(self.current / "manifest.json"), manifest)

    def _settle(self) -> None:
        """Move what is pending into its place, the manifest last."""
        folder = self.current.resolve()
        pending = folder / "pending"
        if not pending.exists():
            return
        for file in sorted(p for p in pending.rglob("*") if p.is_file()):
            if file.parent != pending:
                _move(file, folder / file.relative_to(pending))
        if (pending / "manifest.json").exists():
            _move(pending / "manifest.json", folder / "manifest.json")
        shutil.rmtree(pending)

    def _read(self) -> Manifest:
        file = self.current / "manifest.json"
        stamp = _stamp(file)
        if self._manifest is None or self._manifest[0] != stamp:
            self._manifest = (stamp, Manifest.read(file))
        return self._manifest[1]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One publisher at a time; a second one waits for the first."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.current.exists():
                self._settle()
            yield

    def _drop_old(self) -> None:
        served = self.current.resolve()
        others = [p for p in (self.root / "builds").iterdir() if p != served]
        others.sort(key=lambda p: p.stat().st_mtime, reverse=True)
        for folder in others[KEEP_BUILDS - 1 :]:
            shutil.rmtree(folder)

    def _check_number(self, site: SiteRenderer, today: date, *, insist: bool) -> None:
        number = site.national_number()
        trusted = number and number_is_trusted(
            [(p, date.fromisoformat(d)) for p, d in number["verified_by"]], today
        )
        if not trusted and not insist:
            raise Refused(
                "the help page has no national number that two people have verified"
                " within 90 days: verify it on the desk, under Services"
            )


def _check_links(links: Iterable[bytes], manifest: Manifest) -> None:
    dead = sorted(
        link
        for link in (raw.decode() for raw in links)
        if not link.startswith("/desk") and _file_of(link) not in manifest.files
    )
    if dead:
        raise Refused(f"dead links: {', '.join(dead[:5])}")


def _file_of(url: str) -> str:
    return url[1:] + "index.html" if url.endswith("/") else url[1:]


def _write(file: Path, content: bytes, *, sync: bool = False) -> str:
    try:
        handle = file.open("wb")
    except FileNotFoundError:
        file.parent.mkdir(parents=True)
        handle = file.open("wb")
    with handle:
        handle.write(content)
        if sync:
            handle.flush()
            os.fsync(handle.fileno())
    return hashlib.sha256(content).hexdigest()


def _move(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    file.replace(target)


def _point(link: Path, folder: Path) -> None:
    """Let the link name the folder, in one step."""
    fresh = link.with_name("current.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder.relative_to(link.parent))
    fresh.replace(link)


def _stamp(file: Path) -> int:
    return file.stat().st_ino ^ file.stat().st_mtime_ns


def _digest_of(file: Path) -> str | None:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None
