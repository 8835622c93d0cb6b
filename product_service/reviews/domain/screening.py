"""Rules that hold words back until a person has read them. They judge form, never opinion."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from product_service.reviews.domain.moderation import Hold

# The endings of addresses that spam uses most; "e.g." and "2.5mm" are not among them.
ENDINGS = "com|net|org|info|biz|io|shop|store|online|site|xyz|top|ru|cn|de|pt|uk|co|me|ly|app|dev|link|click"
LINK = re.compile(rf"https?:|www\.|\b[\w-]{{2,63}}\.(?:{ENDINGS})\b(?:/|\b)", re.IGNORECASE)
EMAIL = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}\s?(?:\.|\(dot\)|\[dot\])\s?\w{2,}", re.IGNORECASE
)
# Seven digits or more, however they are grouped. A size, a year or a price has fewer.
PHONE = re.compile(r"(?:\+|\b00)?(?:\d[\s().\-/]{0,2}){7,}")
MESSENGER = re.compile(r"\b(?:whats\s?app|telegram|signal|wechat|viber)\b\W{0,3}(?:me\b|us\b|@|\+?\d)", re.IGNORECASE)

WORD = re.compile(r"[^\W\d_]+")
LONG_RUN = re.compile(r"(\S)\1{5,}")
SAME_WORD = re.compile(r"\b(\w+)(?:\W+\1\b){4,}", re.IGNORECASE)

# "LED TV" is no shouting: letters are counted from here on.
LETTERS_TO_SHOUT = 20
SHOUTED = 0.7
WORDS_TO_REPEAT = 30
DIFFERENT = 0.25

# Small, on purpose: it catches what nobody wants on a product's page, and moderators judge the rest. The setting
# REVIEW_WORDS adds to it. Whole words, so that Scunthorpe may write.
LANGUAGE = frozenset({"fuck", "fucking", "fucker", "shit", "bullshit", "cunt", "asshole", "bitch", "whore", "nazi"})


def holds(title: str, text: str, *, words: frozenset[str] = LANGUAGE) -> tuple[Hold, ...]:
    """Why these words wait for a moderator, in the order of the rules; empty when they need not."""
    return tuple(_found(unicodedata.normalize("NFKC", f"{title}\n{text}"), words))


def _found(said: str, unwanted: frozenset[str]) -> Iterator[Hold]:
    mail = EMAIL.search(said)
    if LINK.search(EMAIL.sub(" ", said)):
        yield Hold.LINK
    if mail or PHONE.search(said) or MESSENGER.search(said):
        yield Hold.CONTACT
    if _shouts(said):
        yield Hold.SHOUTING
    words = [word.casefold() for word in WORD.findall(said)]
    if LONG_RUN.search(said) or SAME_WORD.search(said) or _repeats(words):
        yield Hold.REPETITION
    if not unwanted.isdisjoint(words):
        yield Hold.LANGUAGE


def _shouts(said: str) -> bool:
    """Of letters that come in two sizes; most scripts of the world have one."""
    small, large = sum(map(str.islower, said)), sum(map(str.isupper, said))
    return small + large >= LETTERS_TO_SHOUT and large >= SHOUTED * (small + large)


def _repeats(words: list[str]) -> bool:
    return len(words) >= WORDS_TO_REPEAT and len(Counter(words)) < DIFFERENT * len(words)
