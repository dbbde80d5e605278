"""What a statement is called, from its party, its speaker, its issue and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from tracker.words import Label, composed, label

from ..vocabulary import Voice
from .addresses import address

if TYPE_CHECKING:
    from ..partial_dates import PartialDate
    from .country import Country
    from .organization import Organization
    from .tenure import Tenure


class Said:
    """Shared by the model and by the published rows that pages show, so that both are told alike."""

    if TYPE_CHECKING:
        public_id: Any
        country: Any
        organization: Any
        leader: Any
        issue: Any
        quotations: Any

        @property
        def stated(self) -> PartialDate: ...

        @property
        def office(self) -> Tenure | None: ...

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> Label:
        return composed(
            gettext("%(who)s on %(issue)s, %(stated)s"),
            who=self.speaker or label(self.holder),
            issue=label(self.issue),
            stated=self.stated,
        )

    def get_absolute_url(self) -> str:
        return address("position", self.public_id)

    @property
    def holder(self) -> Country | Organization | None:
        """The country or the organization whose position it is."""
        return self.country or self.organization

    @property
    def speaker(self) -> str:
        """Who spoke, in the office of the time: Otto Pérez Molina, President of Guatemala; else empty."""
        if self.leader is None:
            return ""
        office = self.office
        if office is None:
            return str(self.leader.name)
        return composed("%(name)s, %(office)s", name=self.leader.name, office=office.office)

    @property
    def strongest_voice(self) -> Voice | None:
        """The most direct of its quotations' voices, which it is counted as; a draft may have none yet."""
        voices = {quotation.voice for quotation in self.quotations.all()}
        return next((voice for voice in Voice if voice in voices), None)
