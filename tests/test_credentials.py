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


def test_a_command_without_an_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = f"{sys.executable} -c \"import sys\nwhile True: sys.stdout.write('s3cret' * 999)\""
    with pytest.raises(CredentialError, match="printed more than 65,536 bytes"):
        Keyring({}, {}, {"x": {"token_command": endless}}).find("x", "token")
    monkeypatch.setattr("mentiontriage.credentials._COMMAND_S", 0.2)
    with pytest.raises(CredentialError, match=r"did not end within 0\.2 s"):
        Keyring({}, {}, {"x": {"token_command": "sleep 600"}}).find("x", "token")


def test_a_file_that_is_written_as_the_settings_are_is_told_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "credentials.toml"
    path.write_text('[credentials.x]\ntoken = "s3cret"\n')
    path.chmod(0o600)
    with pytest.raises(ConfigError, match=r"names \[credentials\.x\].* write \[x\]") as caught:
        read_credential_file(path)
    assert "s3cret" not in str(caught.value)


def test_of_several_lines_the_first_is_the_credential_wherever_they_stand() -> None:
    entry = "s3cret\nuser: bob\n"
    command = {"x": {"token_command": f"printf {entry!r}"}}
    assert Keyring({name_variable("x", "token"): entry}, {}, {}).find("x", "token") == "s3cret"
    assert Keyring({}, {"x": {"token": f"\n {entry}"}}, {}).find("x", "token") == "s3cret"
    assert Keyring({}, {}, command).find("x", "token") == "s3cret"


@pytest.mark.parametrize("odd", ["s3cret\rx", "s3cret\x00", "s3cret\N{HORIZONTAL ELLIPSIS}", "\u202as3cret"])
def test_what_no_header_can_hold_is_refused_without_being_shown(odd: str) -> None:
    with pytest.raises(CredentialError, match="x's token holds a character that no credential has") as caught:
        Keyring({}, {"x": {"token": odd}}, {}).find("x", "token")
    assert "s3cret" not in str(caught.value)


def test_a_blank_value_is_none() -> None:
    blank = Keyring({name_variable("x", "token"): " \n"}, {"x": {"token": ""}}, {})
    assert not blank.knows("x", "token")
    assert blank.find("x", "token") is None


def test_a_command_that_does_not_exist_is_told() -> None:
    with pytest.raises(CredentialError, match="cannot be run"):
        Keyring({}, {}, {"x": {"token_command": "/no/such/program s3cret"}}).find("x", "token")


def test_knowing_runs_no_command(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    keyring = Keyring({}, {}, {"x": {"token_command": f"touch {mark}"}})
    assert keyring.knows("x", "token")
    assert not keyring.knows("x", "other")
    assert not mark.exists()


def test_a_blank_command_is_none() -> None:
    blank = Keyring({}, {"x": {"token_command": " "}}, {"x": {"token_command": "  "}})
    assert not blank.knows("x", "token")
    assert blank.find("x", "token") is None
