import sys
from pathlib import Path

import pytest

from mentiontriage.credentials import Keyring, name_variable, read_credential_file
from mentiontriage.errors import ConfigError, CredentialError


def test_the_environment_goes_before_the_file_and_the_file_before_a_command() -> None:
    command = {"x": {"token_command": f'{sys.executable} -c "print(1234)"'}}
    file = {"x": {"token": "from-file"}}
    environment = {name_variable("x", "token"): "from-environment"}
    assert Keyring(environment, file, command).find("x", "token") == "from-environment"
    assert Keyring({}, file, command).find("x", "token") == "from-file"
    assert Keyring({}, {}, command).find("x", "token") == "1234"
    assert Keyring({}, {}, {}).find("x", "token") is None


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "credentials.toml"
    path.write_text('[x]\ntoken = "s3cret"\n')
    path.chmod(0o640)
    with pytest.raises(ConfigError, match="chmod 600"):
        read_credential_file(path)
    path.chmod(0o600)
    assert read_credential_file(path) == {"x": {"token": "s3cret"}}
    assert read_credential_file(tmp_path / "none.toml") == {}


def test_a_broken_file_does_not_give_its_secret_away(tmp_path: Path) -> None:
    path = tmp_path / "credentials.toml"
    path.write_text('[x]\ntoken = "s3cret\n')
    path.chmod(0o600)
    with pytest.raises(ConfigError) as caught:
        read_credential_file(path)
    assert "s3cret" not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys; print('s3cret', file=sys.stderr); sys.exit(3)", "ended with exit code 3"),
        ("print()", "printed nothing"),
    ],
)
def test_a_command_that_fails_is_told_without_what_it_said(code: str, reason: str) -> None:
    commands = {"x": {"token_command": f'{sys.executable} -c "{code}"'}}
    with pytest.raises(CredentialError, match=reason) as caught:
        Keyring({}, {}, commands).find("x", "token")
    assert "s3cret" not in str(caught.value)


def test_a_command_that_does_not_exist_is_told() -> None:
    with pytest.raises(CredentialError, match="cannot be run"):
        Keyring({}, {}, {"x": {"token_command": "/no/such/program s3cret"}}).find("x", "token")


def test_knowing_runs_no_command(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    keyring = Keyring({}, {}, {"x": {"token_command": f"touch {mark}"}})
    assert keyring.knows("x", "token")
    assert not keyring.knows("x", "other")
    assert not mark.exists()
