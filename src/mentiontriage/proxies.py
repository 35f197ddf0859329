"""Say which variable names a proxy that cannot be used, without its value: that may hold a password."""

from urllib.request import getproxies

_KINDS = ("http", "https", "all")


def describe_proxy_fault() -> str:
    """Describe why the HTTP library did not take the proxies of the environment."""
    import httpx  # slow to load, and only asked for where something is wrong

    named = getproxies()
    for kind in _KINDS:
        if address := named.get(kind):
            try:
                proxy = httpx.Proxy(address if "://" in address else f"http://{address}")
            except (httpx.InvalidURL, ValueError):
                return (
                    f"{kind}_proxy in the environment is no address of a proxy; write it like http://proxy.example:3128"
                )
            if proxy.url.scheme.startswith("socks"):
                return f"{kind}_proxy in the environment names a SOCKS proxy, and triage speaks to HTTP proxies only"
    return "no_proxy in the environment names what is no host; put commas between names like localhost,acme.example"
