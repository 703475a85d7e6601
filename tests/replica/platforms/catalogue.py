"""All platforms, by name. Each module has one or more; a new one is a line of `_ALL`."""

from tests.replica.platforms.newsroom import PlatformNewsroom
from tests.replica.platforms.wordpress import WordPress

_ALL: tuple[type[PlatformNewsroom], ...] = (
    WordPress,
)  # fmt: skip
PLATFORMS = {each.name: each for each in _ALL}
