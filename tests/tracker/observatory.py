"""Marks for an answer's headers, by the published rules of Mozilla's Observatory: 100 and a bonus is A+."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.cookies import SimpleCookie

Headers = Mapping[str, str]
SIX_MONTHS = 15_552_000
GRADES = (
    (100, "A+"),
    (90, "A"),
    (85, "A-"),
    (80, "B+"),
    (70, "B"),
    (65, "B-"),
    (60, "C+"),
    (50, "C"),
    (0, "F"),
)


def _policy(headers: Headers) -> dict[str, str]:
    directives = (
        part.strip().partition(" ") for part in headers.get("Content-Security-Policy", "").split(";")
    )
    return {name: value for name, _, value in directives if name}


def content_policy(headers: Headers) -> int:
    policy = _policy(headers)
    if not policy:
        return -25
    scripts = policy.get("script-src", policy.get("default-src", "*"))
    styles = policy.get("style-src", policy.get("default-src", "*"))
    if "'unsafe-inline'" in scripts or "*" in scripts.split() or "data:" in scripts:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if policy.get("default-src") == "'none'" else 5


def transport(headers: Headers) -> int:
    words = headers.get("Strict-Transport-Security", "").replace(";", " ").split()
    ages = [int(word.removeprefix("max-age=")) for word in words if word.startswith("max-age=")]
    if not ages:
        return -20
    return 0 if ages[0] >= SIX_MONTHS else -10


def framing(headers: Headers) -> int:
    if "frame-ancestors" in _policy(headers):
        return 5
    return 0 if headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def sniffing(headers: Headers) -> int:
    return 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5


def referrer(headers: Headers) -> int:
    kept = ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
    return 5 if headers.get("Referrer-Policy") in kept else -5


def resources(headers: Headers) -> int:
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0}.get(
        headers.get("Cross-Origin-Resource-Policy", ""), 0
    )


def cookies(headers: Headers) -> int:
    kept = SimpleCookie(headers.get("Set-Cookie", "")).values()
    if not all(each["secure"] for each in kept):
        return -20
    if not all(each["httponly"] for each in kept):
        return -10
    return 5 if kept and all(each["samesite"] for each in kept) else 0


RULES: tuple[Callable[[Headers], int], ...] = (
    *(content_policy, transport, framing, sniffing, referrer, resources, cookies),
)


def grade(headers: Headers) -> str:
    marks = {rule.__name__: rule(headers) for rule in RULES}
    losses = sum(mark for mark in marks.values() if mark < 0)
    gains = sum(mark for mark in marks.values() if mark > 0)
    score = 100 + losses + (gains if 100 + losses >= 90 else 0)
    return next(letter for least, letter in GRADES if score >= least)
