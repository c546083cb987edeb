"""Zips that have the same bytes each time."""

import io
import time
import zipfile

from press import EPOCH

DAY = time.gmtime(EPOCH)[:6]


def zip_bytes(files, stored=()):
    """
    Files as the bytes of a zip.

    Parameters
    ----------
    files : iterable of (str, bytes)
        Name and content of each.
    stored : collection of str, optional
        Names of files that stand in it as they are, not made smaller.

    Returns
    -------
    bytes

    Examples
    --------
    >>> made = zip_bytes([("a.txt", b"one"), ("b/c.txt", b"two")])
    >>> zipfile.ZipFile(io.BytesIO(made)).namelist()
    ['a.txt', 'b/c.txt']
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, DAY)
            entry.external_attr = 0o644 << 16
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, kind)
    return written.getvalue()


def write_zip(path, files, stored=()):
    """
    Write files into a zip, and say how large it is; return its path.

    Parameters
    ----------
    path : Path
    files, stored
        As for `zip_bytes`.

    Returns
    -------
    Path
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zip_bytes(files, stored))
    print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
    return path
