"""The publisher: freezes the public floor into files, as a whole or page by page."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from uuid import uuid4

from portal.blueprints.opendata.site import WHOLE
from portal.config import Settings
from portal.domain.services import number_is_trusted
from portal.manifest import (
    NAME,
    Links,
    Manifest,
    Refused,
    digest,
    move,
    point,
    stamp,
    write,
)
from portal.recipe import recipe
from portal.site import Gone, SiteRenderer, create_site

__all__ = ["Manifest", "Publisher", "Refused"]


class Publisher:
    """Builds the site of one instance into its folder.

    `current` points at the build that is served. A full build is made beside it and
    swapped in whole. A change is laid down in `pending`, which counts from the moment
    the folder has that name: readers look there first, then its files move into place,
    the manifest last; a kill in between is mended by the next act.
    """

    def __init__(self, settings: Settings) -> None:
        self.root = settings.site_dir
        self.current = self.root / "current"
        self.recipe = recipe(settings)
        self.renderer = SiteRenderer(create_site(settings), settings)
        self._manifest: tuple[tuple[int, int], Manifest] | None = None

    def built_on(self) -> date | None:
        """The date of the build that is served."""
        standing = self._read()
        return date.fromisoformat(standing.date) if standing else None

    def is_stale(self, today: date) -> bool:
        """Whether there is a site, and it is one of another day or another recipe."""
        standing = self._read()
        return standing is not None and not self._holds(standing, today)

    def full(self, today: date, *, insist: bool = False) -> Manifest:
        """Build everything and swap it in. Refused or OSError: nothing has changed.

        `insist` builds even without a trusted national number: a withdrawal must reach
        the public at once.
        """
        with self._alone():
            return self._full(today, insist=insist)

    def change(self, keys: set[str], today: date, *, insist: bool = False) -> list[str]:
        """Build again the pages that need one of these keys; returns their addresses.

        Pages go first, files that tell the whole country follow: nobody waits for them.
        Ends in the same bytes as a full build. Where the site is stale, or a page went
        that lists cannot tell, it is a full build.
        """
        with self._alone():
            manifest = self._read()
            if manifest is None or not self._holds(manifest, today):
                return list(self._full(today, insist=insist).needs)
            with self.renderer.on(today) as site:
                _check_number(site, today, insist=insist)
                moved = keys | _concluded_anew(site, manifest, keys)
                addresses = {*manifest.needing(moved), *site.own_addresses(keys)}
                try:
                    for act in _in_turn(sorted(addresses)):
                        self._replace(site, manifest, act)
                except Gone:
                    return list(self._full(today, insist=insist).needs)
        return sorted(addresses)

    def check_files(self) -> list[str]:
        """Files whose bytes are not what the manifest says, or that are too many."""
        with self._alone():
            manifest, public = self._read(), self.current / "public"
            there = {str(p.relative_to(public)) for p in _files(public)}
            listed = manifest.files if manifest else {}
            changed = {
                path
                for path in there.intersection(listed)
                if digest((public / path).read_bytes()) != listed[path]
            }
        return sorted(changed | there.symmetric_difference(listed))

    def _holds(self, manifest: Manifest, today: date) -> bool:
        return (manifest.date, manifest.recipe) == (today.isoformat(), self.recipe)

    def _full(self, today: date, *, insist: bool) -> Manifest:
        folder = self.root / "builds" / f"{today.isoformat()}-{uuid4().hex[:8]}"
        before = self.current.resolve()
        self._drop_all_but(before)
        try:
            manifest = self._build(folder, today, insist=insist)
            os.sync()
            point(self.current, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return manifest

    def _build(self, folder: Path, today: date, *, insist: bool) -> Manifest:
        manifest = Manifest(date=today.isoformat(), recipe=self.recipe)
        links = Links()
        public = folder / "public"
        with self.renderer.on(today) as site:
            _check_number(site, today, insist=insist)
            for address in site.addresses():
                for path, content in site.render(address):
                    links.of(content)
                    manifest.files[path] = digest(content)
                    write(public / path, content)
                manifest.needs[address] = sorted(site.needs())
            manifest.conclude(site.conclusions())
            for url, content in site.files():
                manifest.files[url[1:]] = digest(content)
                write(public / url[1:], content)
        links.check(manifest.files)
        write(folder / NAME, manifest.as_bytes())
        return manifest

    def _replace(
        self, site: SiteRenderer, manifest: Manifest, addresses: list[str]
    ) -> None:
        laid = self.current.resolve() / "laid"
        shutil.rmtree(laid, ignore_errors=True)
        self._manifest, links = None, Links()
        try:
            for address in addresses:
                for path, content in site.render(address):
                    links.of(content)
                    found = digest(content)
                    if manifest.files.get(path) != found:
                        write(laid / "public" / path, content, sync=True)
                    manifest.files[path] = found
                manifest.needs[address] = sorted(site.needs())
            manifest.conclude(site.conclusions())
            links.check(manifest.files)
            write(laid / NAME, manifest.as_bytes(), sync=True)
        except BaseException:
            shutil.rmtree(laid, ignore_errors=True)
            raise
        laid.rename(laid.with_name("pending"))
        self._settle()
        self._manifest = (stamp(self.current / NAME), manifest)

    def _settle(self) -> None:
        """Move what is pending into its place, the manifest last."""
        folder = self.current.resolve()
        pending = folder / "pending"
        if not pending.exists():
            return
        for file in sorted(_files(pending / "public")):
            move(file, folder / file.relative_to(pending))
        if (pending / NAME).exists():
            move(pending / NAME, folder / NAME)
        shutil.rmtree(pending)

    def _read(self) -> Manifest | None:
        try:
            found = stamp(self.current / NAME)
        except FileNotFoundError:
            return None
        if self._manifest is None or self._manifest[0] != found:
            self._manifest = (found, Manifest.read(self.current / NAME))
        return self._manifest[1]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One publisher at a time; a second one waits for the first."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.current.exists():
                self._settle()
            yield

    def _drop_all_but(self, served: Path) -> None:
        """What is served stays, so that slow readers still find it after the swap."""
        builds = self.root / "builds"
        for folder in builds.iterdir() if builds.exists() else ():
            if folder != served:
                shutil.rmtree(folder, ignore_errors=True)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _in_turn(addresses: list[str]) -> list[list[str]]:
    """Pages first, then the files that take long because they tell everything."""
    first = [address for address in addresses if address not in WHOLE]
    then = [address for address in addresses if address in WHOLE]
    return [first, then] if then else [first]


def _concluded_anew(site: SiteRenderer, manifest: Manifest, keys: set[str]) -> set[str]:
    """The conclusions that are other ones now that these keys were touched."""
    names = manifest.concluding(keys)
    for name in names:
        site.conclude(name)
    now = site.conclusions()
    return {name for name in names if now[name][0] != manifest.follows[name][0]}


def _check_number(site: SiteRenderer, today: date, *, insist: bool) -> None:
    number = site.national_number()
    trusted = number and number_is_trusted(
        [(p, date.fromisoformat(d)) for p, d in number["verified_by"]], today
    )
    if not trusted and not insist:
        raise Refused(
            "the help page has no national number that two people have verified"
            " within 90 days: verify it on the desk, under Services"
        )
