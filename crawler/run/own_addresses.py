"""What earlier runs tell of a newsroom's own addresses: where it stood before, and which parameters of its links pass.

An undeclared newsroom that is called by a new address under its old name keeps its history: the ids of its articles stay
those that they had at its first address. A parameter passes where its value changes at each load and names nothing; that
is learned from what the pages state (`rel=canonical`) and from pages that come again under another value.

A release whose slug was changed with its headline is listed at its new address, and only the old one says that both are
one, by its redirect: so the old one is looked at before what stands at the new one is taken for new.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from urllib.parse import urlsplit

from crawler.declaration import ANY_NAME
from crawler.errors import StorageError
from crawler.items import Article
from crawler.page.page import Page
from crawler.revision import Known
from crawler.site import Site
from crawler.stats import NOT_REACHED, RunStats
from crawler.storage.journal import read_records
from crawler.storage.state import JOURNAL_FILE, Store
from crawler.storage.state.baselines import IDENTITY
from crawler.text.fingerprint import title_key
from crawler.url_parts import DEFAULT_PORTS, folder_name
from crawler.urls import article_id, canonical_url, origin_of_url, without_parameter

ORIGINS = "origins"  # baseline: the origins that an undeclared newsroom had, the first one first
PASSING = "passing_parameters"  # baseline: names of query parameters
IDENTITY_RULES = 2  # raise it where an address may get another id than before; 1 were those of version 0.1.0
ENOUGH = 3  # articles that must show that a parameter passes
NEWEST = 5000  # releases that are thought of when a new address may be another name of one
HALF = 0.5  # of a text, from which it may be another one's
LONG_TITLE = 8  # letters of a title that says more than `Notice`
LOOKS = 20  # at old addresses in vain, in one run


def in_its_folder(site: Site, output: Path) -> Site:
    """The site by the name that an earlier version gave its host, where a folder of that name is this host's.

    output: OUTPUT_DIR. Earlier versions named the folder of `my_press.example` like that of `my.press.example`.
    """
    shown = _shown_host(site)
    former = re.sub(r"[^A-Za-z0-9-]", "_", shown)
    if not site.generic or site.name != folder_name(shown) or site.name == former or (output / site.name).is_dir():
        return site
    try:
        first = next(read_records(output / former / JOURNAL_FILE), None) if ANY_NAME.match(former) else None
    except StorageError:
        return site
    own = first is not None and urlsplit(str(first[0].get("url"))).hostname == site.hosts[0]
    return replace(site, name=former, group=former) if own else site


def _shown_host(site: Site) -> str:
    """`host`, or `host:port` where the port is none of the usual ones."""
    scheme, _, place = origin_of_url(site.start[0]).partition("://")
    return place.removesuffix(f":{DEFAULT_PORTS[scheme]}")


def _require_own_folder(site: Site, kept: list[str]) -> None:
    """Raise StorageError where a folder whose name nobody chose is another host's. kept: the origins that it is of."""
    hosts = [urlsplit(each).hostname for each in kept]
    if hosts and site.hosts[0] not in hosts and site.name == folder_name(_shown_host(site)):
        raise StorageError(
            f"the folder {site.name} belongs to another newsroom, {kept[0]}; it was left untouched. "
            "Choose another one with -a name=SLUG, or this one by its name if the newsroom moved."
        )


def as_known(site: Site, store: Store) -> Site:
    """The site with what earlier runs found out about its addresses. Raises StorageError."""
    found = _as_known(site, store)
    if store.baselines.get(IDENTITY) != IDENTITY_RULES:
        with store.transaction():
            _lead_to_todays_ids(found, store)
            store.baselines.save(IDENTITY, IDENTITY_RULES)
    return found


def _as_known(site: Site, store: Store) -> Site:
    passing = frozenset(store.baselines.get(PASSING) or ())
    former: tuple[str, ...] = ()
    if site.generic:
        own = origin_of_url(site.start[0])
        kept = list(store.baselines.get(ORIGINS) or _met(store))
        _require_own_folder(site, kept)
        if own not in kept:
            kept.append(own)
        store.baselines.save(ORIGINS, kept)
        former = tuple(kept) if kept != [own] else ()
    return replace(site, former=former, passing=passing) if passing or former else site


def _lead_to_todays_ids(site: Site, store: Store) -> None:
    """Let the ids that today's rules give the known articles' addresses lead to these, where earlier rules gave others."""
    leads: dict[str, str] = {}
    for each in store.articles.all():
        if (name := article_id(each.canonical_url, site)) != each.id:
            leads.setdefault(name, each.id)
    known = store.articles.known(leads)
    store.articles.add_aliases([(name, key, False) for name, key in leads.items() if name not in known])


def _met(store: Store) -> list[str]:
    """The origins of the listings that runs before this version read: only those of the newsroom's own were."""
    return list(dict.fromkeys(origin_of_url(each.url) for each in store.listings.entries()))


class PassingParameters:
    """Gathers what a run sees of parameters that pass."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._shown: defaultdict[str, dict[str, str]] = defaultdict(dict)  # parameter -> address without it -> its value
        self._meant: set[str] = set()  # parameters that a page's own statement keeps

    def page_read(self, page: Page) -> None:
        """Compare the address of an article's page with the one that it states itself."""
        stated = next((each.get("href") for each in page.root.iter("link") if each.get("rel", "").lower() == "canonical"), None)
        address = page.absolute(stated)
        if "?" in page.url and address:
            self._compare(page.url, address, both=False)

    def met_again(self, url: str, other: str) -> None:
        """The same release, by its words and its day, stands at two addresses."""
        if "?" in url and url != other:
            self._compare(url, other, both=True)

    def _compare(self, url: str, other: str, *, both: bool) -> None:
        try:
            here, there = canonical_url(url, self._site), canonical_url(other, self._site)
        except ValueError:
            return
        names, kept = (dict(without_parameter(each, None)[1]) for each in (here, there))
        for name, value in names.items():
            place, _ = without_parameter(here, name)
            alike = place == without_parameter(there, name)[0]
            if alike and (name not in kept or (both and kept[name] != value)):
                self._shown[name][place] = value
            elif name in kept and not both:
                self._meant.add(name)

    def learned(self, known: Iterable[Known]) -> frozenset[str]:
        """The parameters that pass by what was seen, and by which no two known articles differ."""
        found = {name for name, places in self._shown.items() if len(places) >= ENOUGH and len(set(places.values())) > 1}
        found -= self._meant | self._site.passing
        if not found:
            return frozenset()
        words: dict[tuple[str, str], str] = {}
        for each in known:
            for name in [name for name in found if f"{name}=" in each.canonical_url]:
                place, _ = without_parameter(each.canonical_url, name)
                if words.setdefault((name, place), each.content_hash) != each.content_hash:
                    found.discard(name)
        return frozenset(found)

    def save(self, store: Store) -> None:
        """Keep what was learned, and let the ids without those parameters lead to the articles. Raises StorageError."""
        learned = self.learned(store.articles.all()) if self._shown else frozenset()
        if not learned:
            return
        site = replace(self._site, passing=self._site.passing | learned)
        with store.transaction():
            store.baselines.save(PASSING, sorted(site.passing))
            _lead_to_todays_ids(site, store)


class Renames:
    """Finds the known release that what a new address shows may be another name of. Methods raise StorageError."""

    def __init__(self, store: Store, stats: RunStats) -> None:
        self._store = store
        self._stats = stats
        self._earlier: dict[str, list[Known]] | None = None  # releases of earlier runs, by title and by day
        self._vain = 0  # looks that showed no release to have another name

    def former_of(self, article: Article) -> Known | None:
        """One with the same title, or of the same day with most of the same text, that no listing of this run shows."""
        if self._earlier is None:
            self._earlier = self._of_earlier_runs()  # before anything of this run is in the state
        if not self._earlier or self._vain >= LOOKS or self._is_known(article):
            return None
        same_title = filter(self._is_unseen, self._earlier.get(title_key(article.title), ()))
        found = next(same_title, None) or self._of_that_day(self._earlier, article)
        self._vain += found is not None
        return found

    def _of_that_day(self, earlier: Mapping[str, Sequence[Known]], article: Article) -> Known | None:
        """The release of the same day with the most of the article's text, where that is half of it."""
        mine = filter(self._is_unseen, earlier.get((article.published or "")[:10], ()))
        shares = {known.id: (self._share(known, article), known) for known in mine}
        share, known = max(shares.values(), key=itemgetter(0), default=(0.0, None))
        return known if share >= HALF else None

    def looked(self, article: Article) -> None:
        """The look that `former_of` asked for was made."""
        self._vain -= self._is_known(article)

    def _of_earlier_runs(self) -> dict[str, list[Known]]:
        found: defaultdict[str, list[Known]] = defaultdict(list)
        for each in self._store.articles.newest(NEWEST):
            if each.form:
                continue
            found[(each.published or "")[:10]].append(each)
            if len(title := title_key(each.title)) >= LONG_TITLE:
                found[title].append(each)
        return dict(found)

    def _is_known(self, article: Article) -> bool:
        return bool(self._store.articles.known_at({article.id: (article.url,)}))

    def _is_unseen(self, known: Known) -> bool:
        return self._stats.account.outcomes.get(known.id, NOT_REACHED) == NOT_REACHED

    def _share(self, known: Known, article: Article) -> float:
        line = self._store.line_of(known)
        return 0.0 if line is None else share_of_text(line["text"], article.text)


def share_of_text(one: str, other: str) -> float:
    """The share of the shorter of two texts that both have, by the lengths of their paragraphs."""
    first, second = ({key for each in text.split("\n\n") if (key := title_key(each))} for text in (one, other))
    sizes = [sum(map(len, each)) for each in (first, second, first & second)]
    return sizes[2] / max(1, min(sizes[:2]))
