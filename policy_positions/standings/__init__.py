"""Questions across the record: where countries stand, how that changed, who agrees, what is covered."""

from .agreement import Agreement, Compared, agreement, agreement_matrix, compare_countries, compare_leaders
from .coverage import Covered, coverage
from .history import Change, Turn, changes, days_to_show, turns
from .latest import latest_standings
from .matrix import Group, by_issue, by_subregion
from .spells import Spell, spells_of_country, spells_of_leader
from .standing import Standing, standings, standings_by_country

__all__ = [
    "Agreement",
    "Change",
    "Compared",
    "Covered",
    "Group",
    "Spell",
    "Standing",
    "Turn",
    "agreement",
    "agreement_matrix",
    "by_issue",
    "by_subregion",
    "changes",
    "compare_countries",
    "compare_leaders",
    "coverage",
    "days_to_show",
    "latest_standings",
    "spells_of_country",
    "spells_of_leader",
    "standings",
    "standings_by_country",
    "turns",
]
