"""What editors type at the desk."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext

from tracker.words import later as _

from .. import quoting
from ..models import Position, Quotation, SourceText
from ..models.position import CODED
from ..vocabulary import Voice
from .fields import UNCHOSEN, SpokenTextField, WrittenDateField, list_countries_by_name

MOST_PASSAGES = 5
PASSAGES = "passages"  # what the names of their fields begin with
ASKED_CONTEXT = 60  # characters shown on either side when a passage stands in the text more than once


class PositionForm(forms.ModelForm):
    stated = WrittenDateField(label=_("Stated"))
    reason = forms.CharField(label=_("Reason for this change"), required=False, max_length=500)
    apart = forms.BooleanField(
        label=_("It is another statement: keep it apart from that one"),
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Position
        fields = tuple(name for name in CODED if not name.startswith("stated_on"))  # typed as one
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "coding_note": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ("country", "organization", "leader", "issue", "stance", "substance", "stated")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        list_countries_by_name(self)
        if self.instance.stated_on:
            self.initial["stated"] = self.instance.stated.edtf()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("country")) == bool(cleaned.get("organization")):
            self.add_error(
                "country",
                gettext("Name the country or the organization that holds the position: one, not both."),
            )
        if bool(cleaned.get("summit")) != bool(cleaned.get("summit_relation")):
            self.add_error(
                "summit_relation", gettext("A summit and how the statement relates to it go together.")
            )
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """The box that keeps two statements apart is there once there are two."""
        super().add_error(field, error)
        if "apart" in self.errors:
            self.fields["apart"].widget = forms.CheckboxInput()

    def _post_clean(self) -> None:
        """Leave the instance as it is stored: ``editing`` changes positions, and validates them whole."""

    @property
    def fields_of_position(self) -> dict[str, Any]:
        stated = self.cleaned_data["stated"]
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**fields, "stated_on": stated.date, "stated_on_precision": stated.precision}


class PassageForm(forms.Form):
    """One passage, looked for in a text; when it stands there more than once, the editor says which."""

    text = forms.ModelChoiceField(SourceText.objects.none(), label=_("Source"))
    exact = forms.CharField(
        label=_("Passage"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Copied from the source. Quote marks, dashes and white space may differ; words may not. "
            "[…] joins pieces of at least three words each, in their order."
        ),
    )
    place = forms.ChoiceField(label=_("Which of these places"), required=False)
    voice = forms.ChoiceField(choices=[UNCHOSEN, *Voice.choices])
    attribution = SpokenTextField(
        required=False,
        max_length=300,
        help_text=_("Words that say whose it is, where they stand outside the passage."),
    )
    translation = SpokenTextField(
        label=_("In English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Where the passage is in another language."),
    )

    def __init__(
        self,
        *args: Any,
        texts: QuerySet | None = None,
        text: SourceText | None = None,
        kept: Collection[Quotation] = (),
        **options: Any,
    ) -> None:
        """``texts`` are those to choose from; ``text`` is the one that is meant unless another is chosen.

        ``kept`` are passages on record, which stay where their text is not held.
        """
        super().__init__(*args, **options)
        self.kept = kept
        self.fields["text"].initial = text
        self.fields["text"].queryset = texts  # type: ignore[attr-defined] # a choice of rows
        self.fields["place"].widget = forms.HiddenInput()
        self.spans: tuple[quoting.Span, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.errors.pop("place", None)  # its choices are known only now
        text, exact = cleaned.get("text"), cleaned.get("exact")
        if text and exact:
            self._find(exact, text)
        return cleaned

    def _find(self, exact: str, text: SourceText) -> None:
        if text.body is None:
            self._keep(exact, text)
            return
        try:
            places = quoting.all_places(exact, text.body)
        except quoting.Refused as error:
            self.add_error("exact", str(error))
            return
        if not places:
            self.add_error(
                "exact",
                gettext("This does not stand, word for word and in one piece, in %(source)s.")
                % {"source": text.source},
            )
        elif len(places) == 1:
            self.spans = places[0]
        else:
            self._ask_which(text, places)

    def _keep(self, exact: str, text: SourceText) -> None:
        words = quoting.fold(exact.strip()).text
        for quotation in self.kept:
            if quotation.text_id == text.pk and quoting.fold(quotation.exact).text == words:
                self.spans = (quoting.Span(quotation.start, quotation.end),)
                return
        self.add_error(
            "exact",
            gettext(
                "The text of %(source)s is not held: its passages can be kept as they are or "
                "left out. To take other words, hand in the text first."
            )
            % {"source": text.source},
        )

    def _ask_which(self, text: SourceText, places: list[tuple[quoting.Span, ...]]) -> None:
        choices = [(str(spans[0].start), with_context(text.body or "", spans[0])) for spans in places]
        field = self.fields["place"]
        field.widget = forms.RadioSelect()
        field.choices = choices  # type: ignore[attr-defined] # a ChoiceField
        chosen = self.data.get(self.add_prefix("place"), "")
        self.spans = next((spans for spans in places if str(spans[0].start) == chosen), ())
        if not self.spans:
            self.add_error(
                "place",
                gettext("The passage stands %(places)s times in the text: say which is meant.")
                % {"places": len(places)},
            )

    @property
    def cuts(self) -> list[dict[str, Any]]:
        """Which pieces of which text, and whose voice: what ``editing.Passage`` takes of each."""
        names = ("text", "voice", "attribution", "translation")
        kept = {name: self.cleaned_data[name] for name in names}
        return [{**kept, "start": start, "end": end} for start, end in self.spans]


def with_context(body: str, span: quoting.Span) -> str:
    before, after = quoting.context(body, span.start, span.end, ASKED_CONTEXT)
    return f"… {before}[{body[span.start : span.end]}]{after} …"


PassageFormSet = forms.formset_factory(
    PassageForm,
    extra=1,
    min_num=1,
    validate_min=True,
    max_num=MOST_PASSAGES,
    validate_max=True,
    can_delete=True,
)


class ReasonForm(forms.Form):
    """Why an act is carried out; acts that need a reason ask for it themselves."""

    reason = SpokenTextField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
