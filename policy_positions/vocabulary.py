"""The closed lists of the record: every allowed value, its label and its order."""

from django.db.models import TextChoices

from tracker.words import later as _


class Stance(TextChoices):
    """Where a statement puts its holder on a proposition: five in order, two beside the scale."""

    SUPPORT = "support", _("Supports")
    LEAN_SUPPORT = "lean_support", _("Leans towards support")
    MIXED = "mixed", _("Mixed")
    LEAN_OPPOSE = "lean_oppose", _("Leans towards opposition")
    OPPOSE = "oppose", _("Opposes")
    OPEN_TO_DEBATE = "open_to_debate", _("Open to debate")
    UNCLEAR = "unclear", _("Unclear")


STANCE_SCALE = (Stance.SUPPORT, Stance.LEAN_SUPPORT, Stance.MIXED, Stance.LEAN_OPPOSE, Stance.OPPOSE)
NO_STATEMENT = _("No statement recorded")

STANCE_MEANINGS = {
    Stance.SUPPORT: _("The holder is for the proposition, without a reservation that matters to it."),
    Stance.LEAN_SUPPORT: _("The holder speaks for the proposition, with a reservation or by implication."),
    Stance.MIXED: _("The holder speaks for one part of the proposition and against another."),
    Stance.LEAN_OPPOSE: _("The holder speaks against the proposition, with a reservation or by implication."),
    Stance.OPPOSE: _("The holder is against the proposition, without a reservation that matters to it."),
    Stance.OPEN_TO_DEBATE: _(
        "The holder asks for the discussion, or takes part in it, without taking a side."
    ),
    Stance.UNCLEAR: _("The holder speaks to the proposition, and the passage does not say on which side."),
}


class Voice(TextChoices):
    """How the words reach the reader, strongest first."""

    DIRECT = "direct", _("Direct speech")
    DOCUMENT = "document", _("Document")
    REPORTED = "reported", _("Reported speech")
    ANONYMOUS = "anonymous", _("Anonymous official")
    CHARACTERIZED = "characterized", _("Reporter’s reading")


VOICE_MEANINGS = {
    Voice.DIRECT: _("The speaker’s own words, inside quotation marks in the source."),
    Voice.DOCUMENT: _("The text or report of a body, quoted or summarized by the source."),
    Voice.REPORTED: _("The source says what the speaker said: “has called for …”."),
    Voice.ANONYMOUS: _("An official whom the source does not name: “a senior official said”."),
    Voice.CHARACTERIZED: (
        _(
            "What the reporter, or somebody else in the source, reads the holder to stand for: "
            "“appear to be siding with”."
        )
    ),
}

# Which voice decides a standing: the first tier that has a statement. An unnamed official never does.
VOICE_TIERS = ((Voice.DIRECT, Voice.DOCUMENT), (Voice.REPORTED,), (Voice.CHARACTERIZED,))


class Confidence(TextChoices):
    CERTAIN = "certain", _("Certain")
    PROBABLE = "probable", _("Probable")
    DOUBTFUL = "doubtful", _("Doubtful")


CONFIDENCE_MEANINGS = {
    Confidence.CERTAIN: _("Another coder would code it so."),
    Confidence.PROBABLE: _("It takes a step of interpretation."),
    Confidence.DOUBTFUL: _("The source hedges, or the passage could be read otherwise."),
}


class Substance(TextChoices):
    ALL_DRUGS = "all_drugs", _("All drugs")
    CANNABIS = "cannabis", _("Cannabis")
    COCA_COCAINE = "coca_cocaine", _("Coca and cocaine")
    OTHER = "other", _("Other")
    NOT_STATED = "not_stated", _("Not stated")


class ReviewState(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DISCARDED = "discarded", _("Thrown away")  # a draft that nobody wants; it was never published


class Act(TextChoices):
    """What an editor does to a position; each leaves one revision."""

    DRAFT = "draft", _("Drafted")
    AMEND = "amend", _("Amended")
    SUBMIT = "submit", _("Submitted for review")
    RECALL = "recall", _("Taken back by its author")
    RETURN = "return", _("Returned to its author")
    PUBLISH = "publish", _("Published")
    CORRECT = "correct", _("Corrected")
    RESTORE = "restore", _("Restored to an earlier version")
    WITHDRAW = "withdraw", _("Withdrawn")
    REINSTATE = "reinstate", _("Put back on the record")
    DISCARD = "discard", _("Thrown away")
    TAKE_UP = "take_up", _("Taken up again")
    LOAD = "load", _("Loaded with the record")
    ATTACH = "attach", _("Tied to a summit")
    MERGE = "merge", _("Moved by a merge")
    SEPARATE = "separate", _("Moved back from a merge")


class CorrectionState(TextChoices):
    """What became of a change that somebody proposed to a published position."""

    PROPOSED = "proposed", _("Proposed")
    APPLIED = "applied", _("Applied")
    DECLINED = "declined", _("Declined")
    TAKEN_BACK = "taken_back", _("Taken back")


class RecordKind(TextChoices):
    """What a revision tells of."""

    POSITION = "position", _("Position")
    COUNTRY = "country", _("Country")
    ORGANIZATION = "organization", _("Organization")
    LEADER = "leader", _("Leader")
    ISSUE = "issue", _("Issue")
    SOURCE = "source", _("Source")
    SUMMIT = "summit", _("Summit")
    ACCOUNT = "account", _("Account")
    IMPORT = "import", _("Import")
    RELEASE = "release", _("Data release")


class FrameAct(TextChoices):
    """What is done to everything but positions; each leaves one revision."""

    ADD = "add", _("Added")
    CHANGE = "change", _("Changed")
    REMOVE = "remove", _("Removed")
    MERGE = "merge", _("Merged")
    SEPARATE = "separate", _("Separated again")
    IMPORT = "import", _("Imported")
    TAKE_BACK = "take_back", _("Undone")
    RELEASE = "release", _("Released")
    INVITE = "invite", _("Invited")
    GIVE_ROLE = "give_role", _("Given a role")
    TAKE_ROLE = "take_role", _("Role taken away")
    DEACTIVATE = "deactivate", _("Deactivated")
    REACTIVATE = "reactivate", _("Let in again")
    PASSWORD = "password", _("Password changed")  # that it was, never to what
    SECOND_FACTOR = "second_factor", _("Second factor set up")
    RESET_FACTOR = "reset_factor", _("Second factor reset")


class AccountRole(TextChoices):
    """What an account may do; each is a group of the same name."""

    ANALYST = "analyst", _("Analyst")
    EDITOR = "editor", _("Editor")
    REVIEWER = "reviewer", _("Reviewer")
    ADMIN = "admin", _("Admin")


ROLE_MEANINGS = {
    AccountRole.ANALYST: _("Reads, as everybody does, and keeps views."),
    AccountRole.EDITOR: _("Takes in sources, drafts positions and submits them."),
    AccountRole.REVIEWER: _("Publishes, returns and withdraws other people’s work. Needs a second factor."),
    AccountRole.ADMIN: _("Keeps the frame of the record and its people. Needs a second factor."),
}


class Precision(TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    UNKNOWN = "unknown", _("Unknown")


class Role(TextChoices):
    """What kind of office a tenure is."""

    HEAD_OF_STATE = "head_of_state", _("Head of state")
    HEAD_OF_GOVERNMENT = "head_of_government", _("Head of government")
    VICE_PRESIDENT = "vice_president", _("Vice president")
    FOREIGN_MINISTER = "foreign_minister", _("Foreign minister")
    LEGISLATOR = "legislator", _("Legislator")
    HEAD_OF_ORGANIZATION = "head_of_organization", _("Head of organization")
    ANALYST = "analyst", _("Analyst")


SPEAKS_FOR_COUNTRY = (
    Role.HEAD_OF_STATE,
    Role.HEAD_OF_GOVERNMENT,
    Role.VICE_PRESIDENT,
    Role.FOREIGN_MINISTER,
)
# Several may be legislators or analysts of one body at once; every other office has one holder at a time.
ONE_PERSON_ROLES = (*SPEAKS_FOR_COUNTRY, Role.HEAD_OF_ORGANIZATION)


class SummitRelation(TextChoices):
    BEFORE = "before", _("Before")
    AT = "at", _("At")
    AFTER = "after", _("After")
    ABOUT = "about", _("About")


class Attendance(TextChoices):
    ATTENDED = "attended", _("Attended")
    ABSENT = "absent", _("Absent")
    EXCLUDED = "excluded", _("Excluded")
    INVITED = "invited", _("Invited")


class SummitStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class MergedKind(TextChoices):
    """What two records of may turn out to be one."""

    LEADER = "leader", _("Leader")
    SOURCE = "source", _("Source")
    SUMMIT = "summit", _("Summit")


class Subregion(TextChoices):
    """The subregions of the Americas in the United Nations' M49 standard."""

    NORTHERN_AMERICA = "northern_america", _("Northern America")
    CENTRAL_AMERICA = "central_america", _("Central America")
    CARIBBEAN = "caribbean", _("Caribbean")
    SOUTH_AMERICA = "south_america", _("South America")


class Classification(TextChoices):
    """What kind of body an organization is."""

    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organization")
    LEGISLATURE = "legislature", _("Legislature")
    GOVERNMENT_BODY = "government_body", _("Government body")
    RESEARCH_INSTITUTE = "research_institute", _("Research institute")
    NEWS = "news", _("News organization")
    GROUP = "group", _("Unnamed group")


class SourceType(TextChoices):
    """The item types of CSL that the record needs."""

    NEWSPAPER_ARTICLE = "article-newspaper", _("News article")
    REPORT = "report", _("Report")
    SPEECH = "speech", _("Speech")
    WEBPAGE = "webpage", _("Web page")
    INTERVIEW = "interview", _("Interview")


class Language(TextChoices):
    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")
    PORTUGUESE = "pt", _("Portuguese")
    FRENCH = "fr", _("French")


class ImportState(TextChoices):
    """How far a file of rows has come that was handed in at the desk."""

    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, not imported")
    REFUSED = "refused", _("Not readable")
    IMPORTING = "importing", _("Being imported")
    IMPORTED = "imported", _("Imported")
    DISCARDED = "discarded", _("Thrown away")
    TAKEN_BACK = "taken_back", _("Undone")


class RowOutcome(TextChoices):
    """What becomes of a position that a file brings, or of a row that cannot be."""

    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    LEFT_ALONE = "left alone", _("Left alone")
    REJECTED = "rejected", _("Rejected")
