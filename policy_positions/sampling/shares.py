"""How often each value of the closed lists occurs in the sample: uneven, as in the news."""

from __future__ import annotations

from ..vocabulary import (
    Confidence,
    Language,
    Precision,
    ReviewState,
    SourceType,
    Stance,
    Substance,
    Voice,
)
from .chance import wheel
from .offices import FIRST_DAY, LAST_DAY

# Each year has some more news than the one before.
YEARS = wheel(
    {year: round(10 * 1.06 ** (year - FIRST_DAY.year)) for year in range(FIRST_DAY.year, LAST_DAY.year + 1)}
)
ISSUES = wheel({0: 20, 1: 16, 2: 10, 3: 12, 4: 18, 5: 9, 6: 8, 7: 7})  # by their places
LANGUAGES = wheel({Language.ENGLISH: 65, Language.SPANISH: 35})
STANCES = wheel(
    {
        Stance.SUPPORT: 28,
        Stance.OPPOSE: 24,
        Stance.LEAN_SUPPORT: 13,
        Stance.LEAN_OPPOSE: 12,
        Stance.OPEN_TO_DEBATE: 10,
        Stance.MIXED: 8,
        Stance.UNCLEAR: 5,
    }
)
VOICES = wheel(
    {
        Voice.DIRECT: 45,
        Voice.REPORTED: 34,
        Voice.DOCUMENT: 8,
        Voice.CHARACTERIZED: 8,
        Voice.ANONYMOUS: 5,
    }
)
SUBSTANCES = wheel(
    {
        Substance.NOT_STATED: 40,
        Substance.ALL_DRUGS: 22,
        Substance.CANNABIS: 20,
        Substance.COCA_COCAINE: 14,
        Substance.OTHER: 4,
    }
)
CONFIDENCES = wheel({Confidence.CERTAIN: 75, Confidence.PROBABLE: 20, Confidence.DOUBTFUL: 5})
PRECISIONS = wheel({Precision.DAY: 92, Precision.MONTH: 5, Precision.YEAR: 2, Precision.UNKNOWN: 1})
STATES = wheel(
    {
        ReviewState.PUBLISHED: 980,
        ReviewState.DRAFT: 8,
        ReviewState.IN_REVIEW: 7,
        ReviewState.WITHDRAWN: 5,
    }
)
SOURCE_TYPES = wheel(
    {
        SourceType.NEWSPAPER_ARTICLE: 88,
        SourceType.WEBPAGE: 5,
        SourceType.REPORT: 3,
        SourceType.SPEECH: 2,
        SourceType.INTERVIEW: 2,
    }
)

# Shares of one:
AT_A_SUMMIT = 0.15  # stories
BY_ORGANIZATIONS = 0.12  # positions
IN_OFFICE, OUT_OF_OFFICE = 0.86, 0.06  # positions of countries; the others name nobody
BY_A_MEETING = 0.6  # positions of the days around a summit
ABOUT_A_SUMMIT = 0.01  # positions of all other days
TWO_PASSAGES = 0.3  # positions
ELSEWHERE = 0.5  # second passages, from the story's other article
STEADY = 0.7  # positions that say what the speaker always says
TRANSLATED = 0.1  # Spanish passages
UNTITLED, SIGNED = 0.05, 0.6  # articles: with a title that the record supplied, with an author
FILLER = 0.3  # passages that a sentence follows which nobody quotes
