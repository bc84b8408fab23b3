"""A name in a text, and what it stands for by the words about it: a place, its men, who is backed or led by it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .tables import words

_ARTICLE_BEFORE = re.compile(r"(?<![\w-])(?:[Aa]l|[Ee]l|[Aa]s|[Aa]z|[Aa]d|[Aa]r|[Aa]n)-$")
_ROAD_AFTER = re.compile(
    r"[ '\"]{1,2}(?:supply |coast |coastal |main )?(?:road|highway|street|route|bridge|interchange|flyover)\b"
)
_STREET_AFTER = re.compile(r" (?:Street|Avenue|Square|Boulevard|Hotel|Cup|Derby)\b")
_WORDS_AFTER = re.compile(
    r"(?:'s?)?[ -](?:\d+(?:st|nd|rd|th)? )?(?:\(\w+\) )?(?:(?:military|infantry|armed|mountain|special) )?"
    r"(?:Military (?=(?:Camp|Barracks|Base|Airbase|Airport)))?([A-Za-z]+)"
)
_JOINT_UNIT = re.compile(
    r" and (?:(?:al|Al|el)-)?[A-Z][\w'-]+"
    r" (?:brigades|battalions|militias|fighters|forces|units|groups|factions|troops)\b"
)
_SUFFIX = re.compile(r"-(\w+)")


@dataclass(slots=True)
class Mention:
    """A name in a text: its span, its kind (place, actor, unit, attribute, operation), and what it names."""

    start: int
    end: int
    kind: str
    value: str


def as_actor(flat: str, start: int, end: int, alias: str, value: str) -> Mention | None:
    """Give an actor, or the attribute of "LNA-led", "anti-LNA"; nothing for a word that is only written alike."""
    written = flat[start:end]
    if alias[0].isupper() and not written[0].isupper() and not written.startswith(("al-", "el-")):
        noun, _, name = written.partition(" ")
        if not (name[:1].isupper() and noun in words("title-lower")):  # "operation Storm"
            return None
    if len(alias) < 4 and alias.isupper() and not written.isupper():
        return None
    if flat[end : end + 1] == "-" and (suffix := _SUFFIX.match(flat, end)):
        tail = suffix.group(1)
        kind = "actor" if tail in ("aligned", "affiliated", "allied") else "attribute"
        return Mention(start, end, kind, value)
    if flat[start - 1 : start] == "-":
        before = flat[max(0, start - 32) : start]
        article = _ARTICLE_BEFORE.search(before)
        if article:
            return Mention(start - len(article.group()), end, "actor", value)
        if before[-5:].lower() == "anti-":
            return Mention(start - 5, end, "attribute", value)
        if before[-2:-1].isalpha() and before[-4:].lower() != "pro-":
            return Mention(start, end, "attribute", value)
    return Mention(start, end, "actor", value)


def kind_by_what_follows(kind: str, before: str, after: str) -> str:
    """Give what the words after a place make of it: "X fighters", "X Street", "the X and Y brigades", "X road"."""
    unit = _WORDS_AFTER.match(after)
    word = unit.group(1).lower() if unit else ""
    if kind != "region" and not before.endswith(("in ", "at ")):
        if word in words("unit"):
            return "unit"
        if word in words("town-body"):
            return "attribute"
    if after[:1] == " " and _STREET_AFTER.match(after):
        return "attribute"
    if word == "and" and _JOINT_UNIT.match(after) and before.endswith(("the ", "between ")):
        return "unit"
    return "near" if kind not in ("road", "camp") and _ROAD_AFTER.match(after) else ""


def departs(before: str) -> bool:
    """Tell "drove their fighters from X" from "fighters from X" and "was driven back by fighters from X"."""
    said = re.findall(r"[a-z]+", before.rsplit(".", 1)[-1].lower())[-9:]
    gone = [n for n, word in enumerate(said) if word in words("departing")]
    return bool(gone) and "by" not in said[gone[-1] :]


def with_article(flat: str, mention: Mention) -> Mention:
    """Take in the article that a spelling joins to a name: "Al-Jmeil"."""
    if mention.kind not in ("place", "near", "unit") or flat[mention.start - 1 : mention.start] != "-":
        return mention
    article = _ARTICLE_BEFORE.search(flat[max(0, mention.start - 5) : mention.start])
    if not article:
        return mention
    return Mention(mention.start - len(article.group()), mention.end, mention.kind, mention.value)


def word_before(before: str) -> str:
    """Give the word before a name, past at most two signs."""
    tail = before.rstrip(" \n\t,;:.()\"'")
    if len(before) - len(tail) > 2 or not tail.strip():
        return ""
    return tail.split()[-1].lstrip("(\"'").lower()
