"""The second way to a PDF: the page itself, printed by a browser without a window."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from . import FormatError, find_browser

_SECONDS = 120
_FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-extensions", "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip


def print_page(html: str) -> dict[str, bytes]:
    """Print a self-contained page to PDF; give it as ``{".pdf": bytes}``.

    Raises
    ------
    FormatError
        There is no browser, or it made no PDF.
    """
    browser = find_browser()
    if browser is None:
        raise FormatError("format pdf: there is no browser to print with. Use the PDF engine typst.")
    with tempfile.TemporaryDirectory(prefix="lyc-print-", ignore_cleanup_errors=True) as scratch:
        page, out = Path(scratch, "page.html"), Path(scratch, "page.pdf")
        page.write_text(html, encoding="utf-8")
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # it refuses root otherwise
        command = [browser, *_FLAGS, *root, f"--user-data-dir={scratch}/profile", f"--print-to-pdf={out}"]
        try:
            done = subprocess.run([*command, page.as_uri()], capture_output=True, timeout=_SECONDS, check=False)
            told = done.stderr.decode(errors="replace").strip()[-300:]
        except subprocess.TimeoutExpired:
            told = f"it took longer than {_SECONDS} s"
        except OSError as error:
            told = str(error)
        if not out.is_file() or not out.stat().st_size:
            raise FormatError(f"format pdf: {Path(browser).name} printed nothing: {told}")
        return {".pdf": out.read_bytes()}
