"""The few file operations that durability rests on, in one place, so that tests can make each of them fail."""

import os
from contextlib import suppress
from pathlib import Path

from crawler.errors import StorageError
from crawler.storage import own_files


class DurableFiles:
    """Durable file operations. Every OSError comes out as StorageError with the path and what to do."""

    def open_append(self, path: Path) -> int:
        """Open for appending, making folder and file; the new name itself is made durable. Returns a descriptor."""
        try:
            own_files.make_folder(path.parent)
            existed = own_files.exists(path)
            descriptor = self.os_open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
            if not existed:
                self.sync_folder(path.parent)
        except OSError as error:
            raise _storage_error(path, error) from error
        return descriptor

    def append(self, descriptor: int, payload: bytes, path: Path) -> int:
        """Write all of `payload` at the end and fsync it; on any failure the file is cut back to what it was.

        Returns the new size in bytes.
        """
        size = os.fstat(descriptor).st_size
        try:
            self._write(descriptor, payload)
        except OSError as error:
            self._cut_back(descriptor, size)
            raise _storage_error(path, error) from error
        return size + len(payload)

    def replace(self, path: Path, payload: bytes) -> None:
        """Make `payload` the whole content of `path`: written aside, fsynced, renamed. The old file survives a failure.

        A file that was there keeps its rights.
        """
        aside = own_files.free_aside(path)
        try:
            own_files.make_folder(path.parent)
            own_files.drop_asides(path)
            descriptor = self.os_open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            try:
                if own_files.exists(path):
                    os.fchmod(descriptor, path.stat().st_mode & 0o666)
                self._write(descriptor, payload)
            finally:
                os.close(descriptor)
            self.os_replace(aside, path)
            self.sync_folder(path.parent)
        except (OSError, StorageError) as error:
            with suppress(OSError):
                aside.unlink()
            raise _storage_error(path, error) from error

    def sync_folder(self, folder: Path) -> None:
        """fsync a folder, so that names made in it survive a power cut."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self.os_fsync(descriptor)
        finally:
            os.close(descriptor)

    def _write(self, descriptor: int, payload: bytes) -> None:
        """All of it, and to the disk."""
        view = memoryview(payload)
        while view:
            view = view[self.os_write(descriptor, view) :]
        self.os_fsync(descriptor)

    def _cut_back(self, descriptor: int, size: int) -> None:
        # When even this fails, the torn tail is cut at the next start, so nothing is lost by going on to raise.
        try:
            os.ftruncate(descriptor, size)
        except OSError:
            return

    # The system calls, each a method of its own, because these are what a disk makes fail.
    def os_open(self, path: Path, flags: int) -> int:
        return own_files.open_own(path, flags)

    def os_write(self, descriptor: int, view: memoryview) -> int:
        return os.write(descriptor, view)

    def os_fsync(self, descriptor: int) -> None:
        os.fsync(descriptor)

    def os_replace(self, source: Path, target: Path) -> None:
        source.replace(target)


def _storage_error(path: Path, error: OSError | StorageError) -> StorageError:
    if isinstance(error, StorageError):
        return error
    return StorageError(
        f"cannot write {path}: {error.strerror or error}. Free some space or make the folder writable, "
        "then run the same command again: nothing written before is lost."
    )
