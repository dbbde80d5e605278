"""Countries, leaders, summits, issues and sources as machines read them."""

from __future__ import annotations

from django.urls import reverse

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ...models import Issue
from ...vocabulary import Attendance, Language, Role, SourceType, Subregion, SummitStatus
from .fields import EdtfField, LinkField, PageSerializer


@extend_schema_field(OpenApiTypes.INT)
class CountField(serializers.Field):
    """How many positions a record opens, by the key that stands in URLs."""

    def __init__(self, key: str) -> None:
        super().__init__(source=key, help_text="How many positions it has under the filters given.")

    def to_representation(self, value: str) -> int:
        return self.context["counts"].get(value, 0)


@extend_schema_field(OpenApiTypes.URI)
class RowsField(serializers.Field):
    """Where the positions are that are counted."""

    def __init__(self, key: str) -> None:
        super().__init__(source=key, help_text="The positions counted.")

    def to_representation(self, value: str) -> str:
        query = self.context["filter"].rows_of(self.context["facet"], value)
        return self.context["request"].build_absolute_uri(f"{reverse('api:positions')}?{query}")


class CountryLinksSerializer(serializers.Serializer):
    self = LinkField("api:country", source="iso3", help_text="This answer.")
    page = LinkField(source="get_absolute_url")
    positions = RowsField("iso3")


class CountrySerializer(serializers.Serializer):
    """A sovereign state of the Americas."""

    iso3 = serializers.CharField(help_text="ISO 3166-1 alpha-3.")
    iso2 = serializers.CharField(help_text="ISO 3166-1 alpha-2.")
    name = serializers.CharField()
    name_es = serializers.CharField(help_text="In Spanish.")
    name_pt = serializers.CharField(help_text="In Portuguese.")
    name_fr = serializers.CharField(help_text="In French.")
    subregion = serializers.ChoiceField(Subregion.choices)
    capital = serializers.CharField()
    longitude = serializers.FloatField(help_text="Of the label point, degrees east.")
    latitude = serializers.FloatField(help_text="Of the label point, degrees north.")
    oas_member_since = serializers.DateField(allow_null=True)
    oas_note = serializers.CharField(help_text="On its place in the OAS.")
    positions = CountField("iso3")
    links = CountryLinksSerializer(source="*")


class TenureSerializer(serializers.Serializer):
    """An office held."""

    title = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    country = serializers.CharField(source="country.iso3", allow_null=True)
    organization = serializers.SlugField(source="organization.slug", allow_null=True)
    office = serializers.CharField(help_text="The title with its country or organization.")
    start = EdtfField(source="started", help_text="In EDTF; XXXX if unknown.")
    end = EdtfField(source="ended", help_text="In EDTF; XXXX if unknown, or still held.")


class LeaderLinksSerializer(serializers.Serializer):
    self = LinkField("api:leader", source="slug", help_text="This answer.")
    page = LinkField(source="get_absolute_url")
    positions = RowsField("slug")


class LeaderSerializer(serializers.Serializer):
    """A person who speaks: an office-holder, the head of an organization, an analyst."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    other_names = serializers.ListField(child=serializers.CharField(), help_text="As sources write it.")
    wikidata = serializers.CharField(help_text="Empty where no item is known.")
    tenures = TenureSerializer(many=True)
    positions = CountField("slug")
    links = LeaderLinksSerializer(source="*")


class ParticipationSerializer(serializers.Serializer):
    """Who took part in a summit, or why not."""

    country = serializers.CharField(source="country.iso3", allow_null=True)
    organization = serializers.SlugField(source="organization.slug", allow_null=True)
    delegate = serializers.SlugField(source="delegate.slug", allow_null=True)
    status = serializers.ChoiceField(Attendance.choices)
    reason = serializers.CharField()
    source = serializers.SlugField(source="source.slug", allow_null=True)  # type: ignore[assignment] # a field


@extend_schema_field(OpenApiTypes.STR)
class IssueKeyField(serializers.Field):
    def to_representation(self, value: Issue) -> str:
        return value.slug


class DocumentSerializer(serializers.Serializer):
    title = serializers.CharField()
    url = serializers.CharField()


class SummitLinksSerializer(serializers.Serializer):
    self = LinkField("api:summit", source="slug", help_text="This answer.")
    page = LinkField(source="get_absolute_url")
    positions = RowsField("slug")


class SummitSerializer(serializers.Serializer):
    """A meeting of the hemisphere."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    series = serializers.CharField()
    edition = serializers.IntegerField(allow_null=True)
    host_country = serializers.CharField(source="host_country.iso3")
    city = serializers.CharField()
    start = EdtfField(source="started")
    end = EdtfField(source="ended")
    organizer = serializers.SlugField(source="organizer.slug", allow_null=True)
    agenda_issues = serializers.ListField(source="agenda_issues.all", child=IssueKeyField())
    documents = DocumentSerializer(many=True)
    status = serializers.ChoiceField(SummitStatus.choices)
    reference = serializers.CharField(help_text="Where the facts come from.")
    participations = ParticipationSerializer(many=True)
    positions = CountField("slug")
    links = SummitLinksSerializer(source="*")


class IssueLinksSerializer(serializers.Serializer):
    self = LinkField("api:issue", source="slug", help_text="This answer.")
    page = LinkField(source="get_absolute_url")
    positions = RowsField("slug")


class WordingSerializer(serializers.Serializer):
    """How an issue was worded in a version that another has replaced."""

    version = serializers.IntegerField()
    proposition = serializers.CharField()
    support_means = serializers.CharField()
    oppose_means = serializers.CharField()
    inclusion_rule = serializers.CharField()
    example = serializers.CharField()
    replaced_at = serializers.DateTimeField()


class IssueSerializer(serializers.Serializer):
    """A written proposition that a holder can be for or against."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    proposition = serializers.CharField()
    support_means = serializers.CharField()
    oppose_means = serializers.CharField()
    inclusion_rule = serializers.CharField(help_text="Which passages count, and which do not.")
    example = serializers.CharField(help_text="One passage, and how it is coded.")
    scheme_version = serializers.IntegerField(help_text="The version of this wording.")
    earlier_versions = WordingSerializer(
        source="wordings", many=True, help_text="What positions keep that were coded before."
    )
    positions = CountField("slug")
    links = IssueLinksSerializer(source="*")


class TextSerializer(serializers.Serializer):
    """What identifies a text. The text itself is private evidence and never sent."""

    version = serializers.IntegerField()
    sha256 = serializers.CharField(help_text="SHA-256 of the text as UTF-8.")
    length = serializers.IntegerField(help_text="In code points.")


class SourceLinksSerializer(serializers.Serializer):
    self = LinkField("api:source", source="slug", help_text="This answer.")
    page = LinkField(source="get_absolute_url")
    positions = RowsField("slug")


class SourceSerializer(serializers.Serializer):
    """A publication that passages are taken from."""

    slug = serializers.SlugField()
    type = serializers.ChoiceField(SourceType.choices, help_text="The item type in CSL.")
    title = serializers.CharField(
        source="printed_title", help_text="In brackets where the record supplied it."
    )
    author = serializers.CharField()
    publisher = serializers.CharField()
    dateline = serializers.CharField()
    issued = EdtfField(source="issued_on", help_text="In EDTF; XXXX if unknown.")
    issued_note = serializers.CharField(help_text="How the date is known.")
    url = serializers.CharField(help_text="Empty where none is known.")
    archive_url = serializers.CharField()
    language = serializers.ChoiceField(Language.choices)
    texts = TextSerializer(many=True)
    positions = CountField("slug")
    links = SourceLinksSerializer(source="*")


class CountryPageSerializer(PageSerializer):
    results = CountrySerializer(many=True)


class LeaderPageSerializer(PageSerializer):
    results = LeaderSerializer(many=True)


class SummitPageSerializer(PageSerializer):
    results = SummitSerializer(many=True)


class IssuePageSerializer(PageSerializer):
    results = IssueSerializer(many=True)


class SourcePageSerializer(PageSerializer):
    results = SourceSerializer(many=True)
