"""Every key of newsroom.toml, once: `newsroom config` prints this table, and docs/configuration.md is made of it."""

from typing import NamedTuple


class Key(NamedTuple):
    """One key. name: as in the file, `alerts.on` for one in a table; setting: what it sets.

    kind: type of its value (a `list` is one of strings; a whole number is a `float` too). example: as it stands in a file.
    place: whether it is a path, taken from the file's folder. secret: never shown.
    """

    name: str
    setting: str
    kind: type
    sentence: str
    example: str
    place: bool = False
    secret: bool = False


KEYS = (
    Key("contact", "USER_AGENT", str, "your address, for people whose sites are asked: mail or https://", '"you@example.com"'),
    Key("user_agent", "USER_AGENT", str, "instead of contact: the whole User-Agent", '"example-news/1.0 (+https://example.com)"'),
    Key("output", "OUTPUT_DIR", str, "folder that runs write to, one folder a newsroom in it", '"output"', place=True),
    Key("declarations", "NEWSROOM_SPIDERS", str, "folder of your own declarations", '"newsrooms"', place=True),
    Key("delay", "DOWNLOAD_DELAY", float, "seconds between two requests to one host, at least 1", "2.0"),
    Key("timeout", "DOWNLOAD_TIMEOUT", float, "seconds that one answer may take", "30"),
    Key("max_requests", "MAX_REQUESTS", int, "requests that one run may make", "100000"),
    Key("max_crawl_delay", "MAX_CRAWL_DELAY", float, "seconds; a longer Crawl-delay of a robots.txt counts as this", "30"),
    Key("private_hosts", "PRIVATE_HOSTS", list, "host:port of private addresses that may be crawled", '["127.0.0.1:8900"]'),
    Key("archive", "ARCHIVE", bool, "keep what was fetched as WARC (extra archive)", "true"),
    Key("file_mode", "FILE_MODE", str, "rights of new files, octal", '"0640"'),
    Key("state_url", "STATE_URL", str, "PostgreSQL database of the state (extra postgres)", '"$NEWSROOM_DATABASE"', secret=True),
    Key("deep_every_days", "DEEP_EVERY_DAYS", float, "days after which a run re-checks everything known", "7"),
    Key("fresh_days", "FRESH_DAYS", float, "releases younger than that many days are looked at again", "14"),
    Key("fresh_hours", "FRESH_HOURS", float, "at most once in that many hours each", "12"),
    Key("fresh_budget", "FRESH_BUDGET", int, "requests a run for it, at most", "20"),
    Key("log_level", "LOG_LEVEL", str, "DEBUG, INFO, WARNING or ERROR", '"INFO"'),
    Key("log_file", "LOG_FILE", str, "file that the log goes to, instead of the terminal", '"output/newsroom.log"', place=True),
    Key("logs_kept", "LOG_FILE_KEEP", int, "logs of earlier runs that are kept beside it", "7"),
    Key("alerts.webhook", "ALERT_WEBHOOK", str, "address that alerts are sent to", '"https://example.org/hook"', secret=True),
    Key("alerts.webhook_secret", "ALERT_WEBHOOK_SECRET", str, "what signs them", '"$ALERT_WEBHOOK_SECRET"', secret=True),
    Key("alerts.targets", "ALERT_TARGETS", list, "Apprise addresses (extra notify)", '["$TEAM_CHANNEL"]', secret=True),
    Key("alerts.on", "ALERT_ON", list, "what is told", '["new", "changed", "removed", "verdict"]'),
    Key("alerts.digest", "ALERT_DIGEST", bool, "one message a run instead of one a release", "true"),
)
OF_NAME = {each.name: each for each in KEYS}
TABLES = ("alerts", "settings")  # beside the list of [[newsroom]]

# Other words that people say for a key, with the right one.
MEANT = {
    "email": "contact", "mail": "contact", "agent": "user_agent", "output_dir": "output", "folder": "output",
    "spiders": "declarations", "newsrooms": "newsroom", "site": "newsroom", "sites": "newsroom", "webhook": "alerts.webhook",
    "targets": "alerts.targets", "alert": "alerts", "download_delay": "delay", "pause": "delay", "state": "state_url",
    "logfile": "log_file", "alerts.url": "alerts.webhook", "alerts.secret": "alerts.webhook_secret", "alerts.events": "alerts.on",
}  # fmt: skip


def example() -> str:
    """A newsroom.toml with every key, each switched off by a `#`."""
    tables: dict[str, list[str]] = {"": []}
    for each in KEYS:
        table, _, name = each.name.rpartition(".")
        tables.setdefault(table, []).append(f"# {name} = {each.example}  # {each.sentence}")
    lines = [f"[{table}]\n" + "\n".join(found) if table else "\n".join(found) for table, found in tables.items()]
    return "\n\n".join([*lines, _SETTINGS, _NEWSROOM]) + "\n"


_SETTINGS = """[settings]  # any other setting of this project (crawler/settings.py) or of Scrapy, by its name
# RETRY_TIMES = 2"""
_NEWSROOM = """# [[newsroom]]  # once for each newsroom without a declaration; `crawl NAME` runs it
# url = "https://www.example.com/news/"
# name = "example"
# arguments = {company = "Example Mining Ltd.", language = "en", max_articles = 50}  # what `crawl` takes by -a"""
