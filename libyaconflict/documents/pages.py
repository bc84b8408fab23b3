"""Web pages: the article's text, title, publisher and day, out of saved HTML.

The text is found by trafilatura. The day is not: its finder may guess one from the words of the page or
its address, and a wrong day would put events on wrong days. So only what the page itself declares counts.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from .draft import Draft, UnreadableError, missing, parsing
from .words import decode, guess_language, parse_day

MAX_PAGE = 10_000_000  # bytes; the heaviest of news pages have about three million
MAX_ELEMENTS = 50_000  # trafilatura's time grows with their square; news pages have some thousands
_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}charset|\?xml[^>]{0,80}encoding)\s*=\s*[\"']?\s*([\w-]{1,30})", re.IGNORECASE
)
_META_DAYS = (
    *("article:published_time", "article:published", "og:published_time", "og:article:published_time"),
    *("datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cse-pub-date"),
    *("publishdate", "publish-date", "publish_date", "publication_date", "published", "pubdate", "pub_date"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "date"),
)
_ARTICLE = re.compile(r"Article|Posting|Report|NewsItem")


def read_page(data: bytes) -> Iterator[Draft]:
    """Read a saved web page; scripts, styles, menus and adverts are left out, whatever they hold."""
    if len(data) > MAX_PAGE:
        raise UnreadableError(f"is larger than {MAX_PAGE // 1_000_000} MB, too large for the page of an article")
    declared = _CHARSET.search(data[:4096])
    text, encoding = decode(data, declared[1].decode("ascii") if declared else "")
    words, fields = read_html(text)
    if guess_language(words):  # templates often declare a language that the article is not in
        fields.pop("language", None)
    yield Draft(words, fields, encoding)


def read_html(markup: str) -> tuple[str, dict[str, str]]:
    """Return the text of an HTML page's article, and the metadata that the page declares.

    Parameters
    ----------
    markup : str
        The page.

    Returns
    -------
    tuple of str and dict
        The text, one line for each paragraph; and those of title, published, publisher and language
        that were found.

    Raises
    ------
    UnreadableError
        There is no text, or the page cannot be parsed.
    LibyaConflictError
        trafilatura, of the extra ``read``, is not installed.
    """
    try:
        import lxml.html
        import trafilatura
    except ImportError as error:
        raise missing("trafilatura", "web pages") from error
    markup = re.sub(r"^\s*<\?xml[^>]*>", "", markup).replace("\0", "")
    with parsing("HTML", "trafilatura", "htmldate", "courlan"):
        tree = lxml.html.document_fromstring(markup, ensure_head_body=True)
        fields = _metadata(tree)
        for unsaid in tree.xpath("//script | //style | //noscript | //template | //iframe | //object | //svg"):
            unsaid.drop_tree()
        if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
            raise UnreadableError(f"has more than {MAX_ELEMENTS:,} elements, too many for the page of an article")
        kept = lxml.html.tostring(tree, encoding="unicode")
        # Precision first: by default a short report comes with the page's menu.
        wanted = {"include_comments": False, "include_tables": True, "with_metadata": False}
        text = trafilatura.extract(kept, favor_precision=True, **wanted) or trafilatura.extract(kept, **wanted)
    if not text:
        raise UnreadableError("has no article text that could be told from menus and scripts")
    return text, fields


def _metadata(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    linked = _linked_data(tree)
    days = [*(metas.get(name, "") for name in _META_DAYS[:4]), linked.get("published", "")]
    days += [*(metas.get(name, "") for name in _META_DAYS[4:]), _time_element(tree)]
    heading = next((" ".join(node.text_content().split()) for node in tree.iter("h1")), "")
    titled = next((" ".join(node.text_content().split()) for node in tree.iter("title")), "")
    found = {
        "title": linked.get("title") or metas.get("og:title") or heading or titled,
        "published": next((day for day in days if parse_day(day)), ""),
        "publisher": metas.get("og:site_name") or linked.get("publisher") or metas.get("dc.publisher", ""),
        "language": tree.get("lang") or tree.get("xml:lang") or "",
    }
    return {name: value for name, value in found.items() if value}


def _linked_data(tree: Any) -> dict[str, str]:
    """Return title, published and publisher of the page's first article in JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting = deque([json.loads(script.text or "", strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.popleft()
            if isinstance(item, list):
                waiting.extendleft(reversed(item))
            elif isinstance(item, dict):
                if _ARTICLE.search(str(item.get("@type"))) and parse_day(_word(item.get("datePublished"))):
                    found = {
                        "title": _word(item.get("headline")),
                        "published": _word(item.get("datePublished")),
                        "publisher": _word(item.get("publisher")),
                    }
                    return {name: value for name, value in found.items() if value}
                waiting.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)
    return {}


def _word(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""


def _time_element(tree: Any) -> str:
    """Return the day of ``<time>``: the one marked as publication, or the one that all of them share."""
    times = [node for node in tree.iter("time") if parse_day(node.get("datetime") or "")]
    marked = [node for node in times if node.get("itemprop") == "datePublished" or node.get("pubdate") is not None]
    inside = [node for node in times if any(above.tag in ("article", "main") for above in node.iterancestors())]
    for group in (marked, inside, times):
        if len({parse_day(node.get("datetime")) for node in group}) == 1:
            return group[0].get("datetime")
    return ""
