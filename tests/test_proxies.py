"""Of a proxy that cannot be used we are told the variable, and never its value."""

import os

import pytest

from mentiontriage.proxies import describe_proxy_fault


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("http_proxy", "socks5://ada:s3cret@proxy.example:1080", "http_proxy in the environment names a SOCKS proxy"),
        ("https_proxy", "http://ada:s3cret@proxy.example:port", "https_proxy in the environment is no address"),
        ("all_proxy", "gopher://ada:s3cret@proxy.example", "all_proxy in the environment is no address"),
        ("no_proxy", "localhost;s3cret.example", "no_proxy in the environment names what is no host"),
    ],
)
def test_the_variable_at_fault_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(variable, value)
    fault = describe_proxy_fault()
    assert fault.startswith(told)
    assert "s3cret" not in fault
