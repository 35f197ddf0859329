"""`triage init`: a settings file with everything in it, explained."""

from typing import Annotated

import typer

from mentiontriage.cli._options import Config


def init(
    config: Config = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing settings file.")] = False,
) -> None:
    """Write a commented settings file to fill in: brands, competitors, sources.

    Example: triage init
    """
    from mentiontriage.cli._console import print_note, write_result
    from mentiontriage.cli._settings import find_config
    from mentiontriage.errors import OutputError

    path = find_config(config)
    try:
        if path.exists() and not force:
            raise OutputError(f"{path} is there already; edit it, or replace it with --force")
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent} cannot be made or entered: {error.strerror}") from error
    write_result(_write_template(), path)
    print_note(f"wrote {path}; fill in your brand, then run `triage doctor` and `triage fetch`")


def _write_template() -> str:
    """Write the settings with an example of each source, those first that need nothing."""
    from importlib import resources

    from mentiontriage import plugins, sources

    found = sorted(plugins.load_all(sources.__name__, sources.Source), key=lambda source: not source.by_default)
    examples = []
    for source in found:
        heading = f"[sources.{source.name}]"
        lines = (f"{heading:<33}# {source.summary}", *source.example)
        examples.append("".join(f"#{line}\n" for line in lines))
    template = resources.files("mentiontriage.data").joinpath("config.toml").read_text("utf-8")
    free = ", ".join(source.name for source in found if source.by_default)
    return template.replace("@BY_DEFAULT@", free).replace("@SOURCES@\n", "\n".join(examples))
