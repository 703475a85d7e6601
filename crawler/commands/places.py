"""Where a command reads and writes: OUTPUT_DIR, a newsroom's folder in it, the file that was named."""

from pathlib import Path

from scrapy.settings import BaseSettings

from crawler.storage import own_files


def output_of(settings: BaseSettings | None) -> Path:
    """OUTPUT_DIR; from now on files are made with the rights of FILE_MODE. Raises UsageError."""
    assert settings is not None  # set by Scrapy before run()
    own_files.FileMode.use(settings.get("FILE_MODE"))
    return own_files.output_folder(settings["OUTPUT_DIR"])


def folder_of(settings: BaseSettings | None, name: str) -> Path:
    """OUTPUT_DIR/SITE, which may be missing. Raises UsageError for no name of a newsroom, StorageError for a foreign folder."""
    return own_files.site_folder(output_of(settings), name)


def named_file(said: str) -> Path:
    """The file that `--out` names; its folder may be reached through links, for it is the user's choice."""
    path = Path(said)
    return own_files.output_folder(path.parent) / path.name
