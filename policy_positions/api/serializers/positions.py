"""Positions as machines read them: the words of the record, the keys of the filters, dates in EDTF."""

from __future__ import annotations

from rest_framework import serializers

from ...vocabulary import (
    Confidence,
    Language,
    Role,
    Stance,
    Subregion,
    Substance,
    SummitRelation,
    Voice,
)
from .fields import EdtfField, LinkField, PageSerializer


class QuotationSerializer(serializers.Serializer):
    """A verbatim passage of a source, and where it stands in it."""

    quotation = serializers.IntegerField(source="order", help_text="Its number within the position, from 1.")
    voice = serializers.ChoiceField(Voice.choices, help_text="Whose voice the passage is in.")
    exact = serializers.CharField(help_text="The passage, as it stands in the source.")
    prefix = serializers.CharField(help_text="The 32 characters before it.")
    suffix = serializers.CharField(help_text="The 32 characters after it.")
    start = serializers.IntegerField(help_text="Its first code point in the text, counted from 0.")
    end = serializers.IntegerField(help_text="The code point after its last.")
    attribution = serializers.CharField(
        help_text="The words that say whose it is, where they stand outside it."
    )
    language = serializers.ChoiceField(Language.choices)
    translation = serializers.CharField(help_text="Into English; empty where there is none.")
    source = serializers.SlugField(source="text.source.slug")  # type: ignore[assignment] # a field
    source_title = serializers.CharField(
        source="text.source.printed_title", help_text="In brackets where the record supplied it."
    )
    publisher = serializers.CharField(source="text.source.publisher")
    issued = EdtfField(source="text.source.issued_on", help_text="When the source was published, in EDTF.")
    source_url = serializers.CharField(
        source="text.source.url", help_text="The publisher’s own address; empty where none is known."
    )
    text_sha256 = serializers.CharField(
        source="text.sha256", help_text="SHA-256 of the text that start and end count in."
    )


class PositionLinksSerializer(serializers.Serializer):
    self = LinkField("api:position", source="public_id", help_text="This answer.")
    page = LinkField(source="get_absolute_url", help_text="The page to cite; it never changes.")
    country = LinkField("api:country", source="country.iso3", allow_null=True)
    leader = LinkField("api:leader", source="leader.slug", allow_null=True)
    issue = LinkField("api:issue", source="issue.slug")
    summit = LinkField("api:summit", source="summit.slug", allow_null=True)


class PositionSerializer(serializers.Serializer):
    """What a named party said, or was reported to hold, on one proposition, on a date."""

    public_id = serializers.CharField(help_text="It never changes.")
    country = serializers.CharField(source="country.iso3", allow_null=True, help_text="ISO 3166-1 alpha-3.")
    country_name = serializers.CharField(source="country.name", allow_null=True)
    subregion = serializers.ChoiceField(Subregion.choices, source="country.subregion", allow_null=True)
    organization = serializers.SlugField(source="organization.slug", allow_null=True)
    organization_name = serializers.CharField(source="organization.name", allow_null=True)
    leader = serializers.SlugField(source="leader.slug", allow_null=True)
    leader_name = serializers.CharField(source="leader.name", allow_null=True)
    role = serializers.ChoiceField(Role.choices, source="office.role", allow_null=True)
    office = serializers.CharField(
        source="office.office", allow_null=True, help_text="The office that the leader held at the time."
    )
    issue = serializers.SlugField(source="issue.slug")
    issue_name = serializers.CharField(source="issue.name")
    scheme_version = serializers.IntegerField(help_text="The version of the proposition that was coded.")
    stance = serializers.ChoiceField(Stance.choices)
    substance = serializers.ChoiceField(Substance.choices)
    confidence = serializers.ChoiceField(Confidence.choices, help_text="How sure the coder is.")
    voice = serializers.ChoiceField(
        Voice.choices, source="strongest_voice", help_text="The strongest of its quotations’ voices."
    )
    stated_on = EdtfField(
        source="stated", help_text="In EDTF, no more precise than its source; XXXX if unknown."
    )
    date_note = serializers.CharField(help_text="How the date is known.")
    summit = serializers.SlugField(source="summit.slug", allow_null=True)
    summit_relation = serializers.ChoiceField(SummitRelation.choices, allow_blank=True)
    summary = serializers.CharField(help_text="One sentence, in the record’s own words.")
    coding_note = serializers.CharField(help_text="Why it is coded so, where that is not plain.")
    version = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    quotations = QuotationSerializer(many=True)
    links = PositionLinksSerializer(source="*")


class PositionPageSerializer(PageSerializer):
    results = PositionSerializer(many=True)
