"""Where credentials come from: the environment, a file that only its owner can read, or a command.

They are asked for by source and name (`x`, `bearer_token`): the variable is
`TRIAGE_X_BEARER_TOKEN`, the file has `bearer_token` under `[x]`, and so has `[credentials.x]` in
the settings, whose values are commands that print the credential. None is ever an option of the
command line, where every user of the machine could read it.
"""

import shlex
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from mentiontriage.deadlines import run_within
from mentiontriage.errors import ConfigError, CredentialError

_COMMAND_S = 30
_LONGEST_OUTPUT = 65_536  # an entry's notes follow its first line
_COMMAND_SUFFIX = "_command"


def name_variable(source: str, name: str) -> str:
    """Name the environment variable for a source's credential."""
    return f"TRIAGE_{source}_{name}".upper().replace("-", "_")


def read_credential_file(path: Path) -> dict[str, dict[str, str]]:
    """Read the file of credentials; empty where there is none.

    Raises ConfigError where others can read it too, or it is no TOML of tables of strings.
    """
    try:
        mode = path.stat().st_mode
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ConfigError(f"{path} holds credentials and can be read by others; run: chmod 600 {path}")
        table: dict[str, Any] = msgspec.toml.decode(path.read_bytes())
        _check_table(path, table)
        return msgspec.convert(table, dict[str, dict[str, str]])
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, ValueError):
        # The parser's own words may quote the line, which holds a secret.
        raise ConfigError(f'{path} is no TOML of the form [source] name = "value"') from None


def _check_table(path: Path, table: Mapping[str, Any]) -> None:
    """Raise ConfigError for tables that are written as those of the settings are."""
    if isinstance(inner := table.get("credentials"), dict):
        name = next(iter(inner), "x")
        raise ConfigError(
            f"{path} names [credentials.{name}], as the settings do; in this file write [{name}] and below it "
            'NAME = "value", or NAME_command = "a command that prints it"'
        )


class Keyring:
    """Finds credentials in the order environment, file, command; runs a command only when needed."""

    def __init__(
        self,
        environment: Mapping[str, str],
        file: Mapping[str, Mapping[str, str]],
        commands: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._environment = environment
        self._file = file
        self._commands = commands

    def knows(self, source: str, name: str) -> bool:
        """Tell whether a credential is at hand, without running a command."""
        return bool(self._find_value(source, name) or self._find_command(source, name))

    def find(self, source: str, name: str) -> str | None:
        """Find a credential; None where there is none.

        Raises CredentialError where its command fails, or it is nothing that can be sent.
        """
        if found := self._find_value(source, name):
            return _take_line(found, f"the value of {source}'s {name}")
        command = self._find_command(source, name)
        return _run(command, source, name) if command else None

    def _find_value(self, source: str, name: str) -> str:
        places = (self._environment.get(name_variable(source, name)), self._file.get(source, {}).get(name))
        return next((value.strip() for value in places if value and value.strip()), "")

    def _find_command(self, source: str, name: str) -> str | None:
        for place in (self._commands, self._file):
            if (command := place.get(source, {}).get(name + _COMMAND_SUFFIX)) and command.strip():
                return command
        return None


def _run(command: str, source: str, name: str) -> str:
    """Run a command and take its first line. Neither its output nor its complaints are ever shown."""
    what = f"the command for {source}'s {name}"
    try:
        process = subprocess.Popen(  # noqa: S603 (the user's own command, split without a shell)
            shlex.split(command), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except (OSError, ValueError) as error:
        raise CredentialError(f"{what} cannot be run: {type(error).__name__}") from None
    output = bytearray()
    try:
        run_within(_COMMAND_S, lambda: _read_output(process, output), process.kill)
    except TimeoutError:
        raise CredentialError(f"{what} did not end within {_COMMAND_S} s") from None
    if len(output) > _LONGEST_OUTPUT:
        raise CredentialError(f"{what} printed more than {_LONGEST_OUTPUT:,} bytes, which is no credential")
    if process.returncode:
        raise CredentialError(f"{what} ended with exit code {process.returncode}")
    if not output.strip():
        raise CredentialError(f"{what} printed nothing")
    return _take_line(output.decode(errors="replace"), f"the output of {what}")


def _read_output(process: "subprocess.Popen[bytes]", output: bytearray) -> None:
    """Read what a command prints until it ends; one that prints more than any credential is killed."""
    with cast(BinaryIO, process.stdout) as printed:
        output += printed.read(_LONGEST_OUTPUT + 1)
    if len(output) > _LONGEST_OUTPUT:
        process.kill()
    process.wait()


def _take_line(text: str, what: str) -> str:
    """Take the first line, as password managers print further ones about an entry.

    Raises CredentialError for characters that no header may hold: a library would quote them.
    """
    line = text.strip().split("\n", 1)[0].strip()
    if not (line.isascii() and line.isprintable()):
        raise CredentialError(f"{what} holds a character that no credential has; copy it again, alone and whole")
    return line
