"""Finds and reads newsroom.toml, and puts it in force."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from crawler.alerts import DEFAULT_ON, SettingsLike
from crawler.configuration.keys import MEANT, OF_NAME, TABLES, Key
from crawler.errors import UsageError
from crawler.run.arguments import ARGUMENTS, require_known, undeclared

FILE = "newsroom.toml"
PRIORITY = 25  # of its values: above the project's settings, below those of a declaration and of the command line
NAMED = "NEWSROOM_CONFIG"  # setting and environment variable: another file
AGENT = "newsroom-crawler/0.2 (+{})"  # USER_AGENT, with the contact
PLACEHOLDER = "example.org/newsroom-crawler"  # in USER_AGENT, as long as nobody has put in an address
OF_ENVIRONMENT = ("ALERT_WEBHOOK", "ALERT_WEBHOOK_SECRET", "ALERT_TARGETS", "ALERT_ON", "ALERT_DIGEST", "NEWSROOM_SPIDERS")
_VARIABLE = re.compile(r"\$(?:\{([A-Z_][A-Z0-9_]*)\}|([A-Z_][A-Z0-9_]*))\Z")
_CONTACT = re.compile(r"(?:https?://[!-'*-~]++|[!-'*-?A-~]++@(?=[^.@]++\.[^.])[!-'*-?A-~]++)\Z")  # printable, without parentheses
_KINDS = {str: "a string", bool: "true or false", int: "a whole number", float: "a number", list: "a list of strings"}


class Settings(SettingsLike, Protocol):
    """What of Scrapy's settings is needed."""

    def set(self, name: str, value: object, priority: str | int, /) -> None: ...
    def __contains__(self, name: object, /) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...


class Listed(NamedTuple):
    """A newsroom without a declaration, of the list in the file. arguments: those of its runs, url and name among them."""

    name: str
    arguments: dict[str, str]

    @property
    def url(self) -> str:
        return self.arguments["url"]


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a newsroom.toml says. path: None where there is none; values, keys: by the name of the setting."""

    path: Path | None = None
    values: dict[str, object] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    newsrooms: tuple[Listed, ...] = ()


def configuration_of(settings: SettingsLike, environment: Mapping[str, str], folder: Path = Path()) -> Configuration:
    """Of the file that is named, else of the one in `folder` or beside the scrapy.cfg above it. Raises UsageError."""
    named = settings.get(NAMED) or environment.get(NAMED)
    path = Path(str(named)) if named else _found(folder)
    return read(path, environment) if path is not None else Configuration()


def put_in_force(settings: Settings, environment: Mapping[str, str], folder: Path = Path()) -> Configuration:
    """Set what the file says, where neither the command line nor the environment says otherwise; any number of times.

    Raises UsageError.
    """
    found = configuration_of(settings, environment, folder)
    for name, value in found.values.items():
        _require_setting(name, settings, found.path)
        settings.set(name, value, PRIORITY)
    for name in OF_ENVIRONMENT:
        if environment.get(name) and (name in found.values or settings.get(name) in (None, "", False, [], list(DEFAULT_ON))):
            settings.set(name, environment[name], PRIORITY)
    return found


def read(path: Path, environment: Mapping[str, str]) -> Configuration:
    """Read one file. Raises UsageError that names the file, the key and what is right."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))  # some editors write a mark before the first line
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:  # of TOML, or of UTF-8
        raise UsageError(f"{path} is no TOML file: {error}") from error
    try:
        newsrooms = tuple(_newsrooms(content.pop("newsroom", [])))
        values = dict(_values(content, path.parent, environment))
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error
    keys = {setting: key for setting, (key, _) in values.items()}
    return Configuration(path, {setting: value for setting, (_, value) in values.items()}, keys, newsrooms)


def _found(folder: Path) -> Path | None:
    for place in (folder, *folder.resolve().parents):
        project = (place / "scrapy.cfg").is_file()
        if (place == folder or project) and (place / FILE).is_file():
            return place / FILE
        if project:
            return None
    return None


def _values(
    content: Mapping[str, object], folder: Path, environment: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, object]]]:
    """(setting, (key, value)) of all keys but those of newsrooms."""
    if {"contact", "user_agent"} <= set(content):
        raise UsageError("contact and user_agent both say who asks: keep one")
    for name, said in _keys(content):
        value = _from_environment(name, said, environment)
        key = OF_NAME.get(name)
        if key is None and name.startswith("settings."):
            yield name.removeprefix("settings."), (name, value)
        elif key is None:
            raise UsageError(f"no key {name!r}{_meant(name)}")
        else:
            yield key.setting, (name, _checked(key, value, folder))


def _keys(content: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """(name, value), those of tables with the table's name before them."""
    for name, value in content.items():
        if name not in TABLES:
            yield name, value
        elif not isinstance(value, dict):
            raise UsageError(f"{name} is a table: write [{name}] on a line, and its keys below")
        else:
            yield from ((f"{name}.{key}", one) for key, one in value.items())


def _meant(name: str) -> str:
    if name.isupper():
        return "; a setting stands under [settings]"
    near = MEANT.get(name) or next(iter(difflib.get_close_matches(name, [*OF_NAME, *TABLES, "newsroom"], 1, 0.6)), None)
    return f"; did you mean {near}?" if near else f"; it takes {', '.join([*OF_NAME, *TABLES, 'newsroom'])}"


def _from_environment(name: str, said: object, environment: Mapping[str, str]) -> object:
    """The value, with `$NAME` and `${NAME}` replaced by what the environment says."""
    if isinstance(said, list):
        return [_from_environment(name, each, environment) for each in said]
    found = _VARIABLE.match(said) if isinstance(said, str) else None
    if found is None:
        return said
    variable = found[1] or found[2]
    if variable not in environment:
        raise UsageError(f"{name} is taken from the environment variable {variable}, which is not set")
    return environment[variable]


def _checked(key: Key, value: object, folder: Path) -> object:
    """The value for the setting. Raises UsageError where it is of another kind."""
    if not _is_of(key.kind, value):
        raise UsageError(f"{key.name} is {_KINDS[key.kind]}, as in {key.name.rpartition('.')[2]} = {key.example}")
    if key.name == "contact":
        if not _CONTACT.match(str(value)):
            raise UsageError(f"contact is an address of yours, as in contact = {key.example}, not {value!r}")
        return AGENT.format(value)
    return str(folder / Path(str(value)).expanduser()) if key.place else value


def _is_of(kind: type, value: object) -> bool:
    """Whether a value is of a key's kind: true and false are no numbers, a whole number is a number, a list is of strings."""
    if kind is list:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return type(value) is kind or (kind is float and type(value) is int)


def _newsrooms(entries: object) -> Iterator[Listed]:
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise UsageError("newsroom is a list: write [[newsroom]] on a line, and url, name and arguments below")
    names: set[str] = set()
    for entry in entries:
        listed = _listed(entry)
        if listed.name in names:
            raise UsageError(f"two newsrooms have the name {listed.name}: give one another, as in name = \"{listed.name}_2\"")
        names.add(listed.name)
        yield listed


def _listed(entry: dict[str, object]) -> Listed:
    more = entry.pop("arguments", {})
    if not isinstance(more, dict):
        raise UsageError("arguments of a newsroom is a table, as in arguments = {max_articles = 50}")
    given = {name: _argument(name, value) for name, value in (entry | more).items()}
    require_known(given, {each.name for each in ARGUMENTS}, "[[newsroom]]")
    if "url" not in given:
        raise UsageError('a [[newsroom]] needs its address, as in url = "https://www.example.com/news/"')
    site = undeclared(given["url"], *(given.get(name) for name in ("name", "company", "language")))
    return Listed(site.name, given)


def _argument(name: str, value: object) -> str:
    """As it would stand behind `-a`."""
    if isinstance(value, list):
        return ",".join(_argument(name, each) for each in value)
    if isinstance(value, dict):
        raise UsageError(f"{name} of a newsroom is a single value")
    return str(int(value)) if isinstance(value, bool) else str(value)


def _require_setting(name: str, settings: Settings, path: Path | None) -> None:
    """Refuse what is spelt almost like a setting; one that nobody knows may be that of a pipeline of the user's own."""
    near = [] if name in settings else difflib.get_close_matches(name, list(settings), 1, 0.8)
    if near:
        raise UsageError(f"{path}: no setting {name!r}; did you mean {near[0]}?")
