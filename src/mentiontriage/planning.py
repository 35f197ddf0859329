"""Decide which sources run, and whether each has all that it needs."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import msgspec

from mentiontriage import plugins, sources
from mentiontriage.blotting import Secrets
from mentiontriage.config import Brand, Settings, list_brands
from mentiontriage.credentials import Keyring, name_variable
from mentiontriage.errors import ConfigError, CredentialError
from mentiontriage.mismatches import describe_mismatch
from mentiontriage.sources import Access, Options, Source
from mentiontriage.sources._http import Client
from mentiontriage.sources._soundness import check_options


class Plan(msgspec.Struct, frozen=True):
    """A source with its options, its credentials and whom it looks for: ready to run.

    `known` are all brands that its posts are matched with, whomever it looks for this time.
    `secrets` also come to know what its clients learn; nothing is told of the source without them.
    """

    source: Source
    options: Options
    credentials: Mapping[str, str]
    brands: tuple[Brand, ...]
    known: tuple[Brand, ...]
    secrets: Secrets

    @contextmanager
    def connect(self, stop: threading.Event | None = None) -> Iterator[Access]:
        """Give the source what it works with; its clients give up once `stop` is set, and close at the end."""
        clients: list[Client] = []

        def connect(base_url: str, headers: Mapping[str, str]) -> Client:
            client = Client(
                base_url,
                headers=headers,
                secrets=self.secrets,
                seconds=self.options.seconds,
                patience=self.options.patience,
                pause=self.options.pause,
                stop=stop,
            )
            clients.append(client)
            return client

        try:
            yield Access(self.brands, self.known, self.options, self.credentials, connect)
        finally:
            for client in clients:
                client.close()


class Unready(msgspec.Struct, frozen=True):
    """A source that cannot run: what it lacks, and whether that is a credential."""

    source: Source
    reason: str
    credential: bool


def choose_sources(settings: Settings, asked: Iterable[str]) -> list[Source]:
    """Choose the sources to run: those asked for, else those in the settings, else those that need nothing.

    Raises UsageError for a name that no source has, and ConfigError for one in the settings.
    """
    known = plugins.list_names(sources.__name__)
    if unknown := [name for name in settings.sources if name not in known]:
        raise ConfigError(f"[sources.{unknown[0]}]: there is no such source; there are: {', '.join(known)}")
    names = list(dict.fromkeys(asked))
    if names:
        return [plugins.load(sources.__name__, name, Source) for name in names]
    if settings.sources:
        loaded = [plugins.load(sources.__name__, name, Source) for name in settings.sources]
        return [source for source in loaded if read_options(source, settings).enabled]
    return [source for source in plugins.load_all(sources.__name__, Source) if source.by_default]


def read_options(source: Source, settings: Settings) -> Options:
    """Read a source's options; raises ConfigError for one that it does not have, and for a value that cannot be."""
    table = settings.sources.get(source.name, {})
    try:
        options = msgspec.convert(table, source.options)
        check_options(options)
    except (msgspec.ValidationError, ValueError) as error:
        told = describe_mismatch(error, source.options, table)
        raise ConfigError(f"[sources.{source.name}]: {told}") from error
    return options


def find_lack(source: Source, settings: Settings, keyring: Keyring) -> Unready | None:
    """Tell what a source lacks, without running a command; None where it is ready."""
    if reason := source.lacks(read_options(source, settings)):
        return Unready(source, f"needs {reason} under [sources.{source.name}]", credential=False)
    for credential in source.credentials:
        if credential.required and not keyring.knows(source.name, credential.name):
            variable = name_variable(source.name, credential.name)
            return Unready(source, f"needs {variable}, from {credential.where}", credential=True)
    return None


def make_plan(source: Source, settings: Settings, keyring: Keyring, brands: tuple[Brand, ...]) -> Plan | Unready:
    """Get a source ready to run. Raises ConfigError for options that it does not have or that name no known brand."""
    known = list_brands(settings, brands)
    _check_places(source, settings, known)
    if lack := find_lack(source, settings, keyring):
        return lack
    try:
        found = {c.name: keyring.find(source.name, c.name) for c in source.credentials}
    except CredentialError as error:
        return Unready(source, str(error), credential=True)
    credentials = {name: value for name, value in found.items() if value}
    secrets = Secrets(credentials.values())
    return Plan(source, read_options(source, settings), credentials, brands, known, secrets)


def _check_places(source: Source, settings: Settings, known: tuple[Brand, ...]) -> None:
    """Raise ConfigError where a place is about a brand that nobody described: ours and theirs would be mixed up."""
    names = {brand.name.casefold() for brand in known}
    for name in source.about(read_options(source, settings)):
        if name.casefold() not in names:
            there = ", ".join(brand.name for brand in known)
            raise ConfigError(f"[sources.{source.name}]: {name!r} is no brand of the settings; there are: {there}")
