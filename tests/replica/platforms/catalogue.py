"""All platforms, by name. Each module has one or more; a new one is a line of `_ALL`."""

from tests.replica.platforms.archives import ARCHIVES
from tests.replica.platforms.bespoke import Aem, Generic
from tests.replica.platforms.chinese import CHINESE
from tests.replica.platforms.drupal import Drupal
from tests.replica.platforms.hosted import Mynewsdesk, Presspage, Prezly
from tests.replica.platforms.investis import Investis
from tests.replica.platforms.investorroom import InvestorRoom
from tests.replica.platforms.newsroom import PlatformNewsroom
from tests.replica.platforms.notified import Notified
from tests.replica.platforms.q4 import Q4
from tests.replica.platforms.scripted import SCRIPTED
from tests.replica.platforms.squarespace import Squarespace
from tests.replica.platforms.systems import SYSTEMS
from tests.replica.platforms.wires import WIRES
from tests.replica.platforms.wordpress import WordPress

_ALL: tuple[type[PlatformNewsroom], ...] = (
    Drupal,
    Investis,
    InvestorRoom,
    Q4,
    Notified,
    Prezly,
    Mynewsdesk,
    Presspage,
    Squarespace,
    WordPress,
    Aem,
    Generic,
    *CHINESE,
    *SYSTEMS,
    *SCRIPTED,
    *ARCHIVES,
    *WIRES,
)
PLATFORMS = {each.name: each for each in _ALL}
