"""The closed lists of the record: every allowed value, its label and its order."""

from django.db.models import TextChoices


class Stance(TextChoices):
    """Where a statement puts its holder on a proposition: five in order, two beside the scale."""

    SUPPORT = "support", "Supports"
    LEAN_SUPPORT = "lean_support", "Leans towards support"
    MIXED = "mixed", "Mixed"
    LEAN_OPPOSE = "lean_oppose", "Leans towards opposition"
    OPPOSE = "oppose", "Opposes"
    OPEN_TO_DEBATE = "open_to_debate", "Open to debate"
    UNCLEAR = "unclear", "Unclear"


STANCE_SCALE = (Stance.SUPPORT, Stance.LEAN_SUPPORT, Stance.MIXED, Stance.LEAN_OPPOSE, Stance.OPPOSE)
NO_STATEMENT = "No statement recorded"

STANCE_MEANINGS = {
    Stance.SUPPORT: "The holder is for the proposition, without a reservation that matters to it.",
    Stance.LEAN_SUPPORT: "The holder speaks for the proposition, with a reservation or by implication.",
    Stance.MIXED: "The holder speaks for one part of the proposition and against another.",
    Stance.LEAN_OPPOSE: "The holder speaks against the proposition, with a reservation or by implication.",
    Stance.OPPOSE: "The holder is against the proposition, without a reservation that matters to it.",
    Stance.OPEN_TO_DEBATE: "The holder asks for the discussion, or takes part in it, without taking a side.",
    Stance.UNCLEAR: "The holder speaks to the proposition, and the passage does not say on which side.",
}


class Voice(TextChoices):
    """How the words reach the reader, strongest first."""

    DIRECT = "direct", "Direct speech"
    DOCUMENT = "document", "Document"
    REPORTED = "reported", "Reported speech"
    ANONYMOUS = "anonymous", "Anonymous official"
    CHARACTERIZED = "characterized", "Reporter’s reading"


VOICE_MEANINGS = {
    Voice.DIRECT: "The speaker’s own words, inside quotation marks in the source.",
    Voice.DOCUMENT: "The text or report of a body, quoted or summarized by the source.",
    Voice.REPORTED: "The source says what the speaker said: “has called for …”.",
    Voice.ANONYMOUS: "An official whom the source does not name: “a senior official said”.",
    Voice.CHARACTERIZED: (
        "What the reporter, or somebody else in the source, reads the holder to stand for: "
        "“appear to be siding with”."
    ),
}

# Which voice decides a standing: the first tier that has a statement. An unnamed official never does.
VOICE_TIERS = ((Voice.DIRECT, Voice.DOCUMENT), (Voice.REPORTED,), (Voice.CHARACTERIZED,))


class Confidence(TextChoices):
    CERTAIN = "certain", "Certain"
    PROBABLE = "probable", "Probable"
    DOUBTFUL = "doubtful", "Doubtful"


CONFIDENCE_MEANINGS = {
    Confidence.CERTAIN: "Another coder would code it so.",
    Confidence.PROBABLE: "It takes a step of interpretation.",
    Confidence.DOUBTFUL: "The source hedges, or the passage could be read otherwise.",
}


class Substance(TextChoices):
    ALL_DRUGS = "all_drugs", "All drugs"
    CANNABIS = "cannabis", "Cannabis"
    COCA_COCAINE = "coca_cocaine", "Coca and cocaine"
    OTHER = "other", "Other"
    NOT_STATED = "not_stated", "Not stated"


class ReviewState(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Act(TextChoices):
    """What an editor does to a position; each leaves one revision."""

    DRAFT = "draft", "Drafted"
    AMEND = "amend", "Amended"
    SUBMIT = "submit", "Submitted for review"
    RECALL = "recall", "Taken back by its author"
    RETURN = "return", "Returned to its author"
    PUBLISH = "publish", "Published"
    CORRECT = "correct", "Corrected"
    RESTORE = "restore", "Restored to an earlier version"
    WITHDRAW = "withdraw", "Withdrawn"
    REINSTATE = "reinstate", "Put back on the record"
    LOAD = "load", "Loaded with the record"
    ATTACH = "attach", "Tied to a summit"
    MERGE = "merge", "Moved by a merge"
    SEPARATE = "separate", "Moved back from a merge"


class CorrectionState(TextChoices):
    """What became of a change that somebody proposed to a published position."""

    PROPOSED = "proposed", "Proposed"
    APPLIED = "applied", "Applied"
    DECLINED = "declined", "Declined"
    TAKEN_BACK = "taken_back", "Taken back"


class RecordKind(TextChoices):
    """What a revision tells of."""

    POSITION = "position", "Position"
    COUNTRY = "country", "Country"
    ORGANIZATION = "organization", "Organization"
    LEADER = "leader", "Leader"
    ISSUE = "issue", "Issue"
    SOURCE = "source", "Source"
    SUMMIT = "summit", "Summit"
    ACCOUNT = "account", "Account"
    IMPORT = "import", "Import"
    RELEASE = "release", "Data release"


class FrameAct(TextChoices):
    """What is done to everything but positions; each leaves one revision."""

    ADD = "add", "Added"
    CHANGE = "change", "Changed"
    REMOVE = "remove", "Removed"
    MERGE = "merge", "Merged"
    SEPARATE = "separate", "Separated again"
    IMPORT = "import", "Imported"
    RELEASE = "release", "Released"
    INVITE = "invite", "Invited"
    GIVE_ROLE = "give_role", "Given a role"
    TAKE_ROLE = "take_role", "Role taken away"
    DEACTIVATE = "deactivate", "Deactivated"
    REACTIVATE = "reactivate", "Let in again"
    PASSWORD = "password", "Password changed"  # that it was, never to what
    SECOND_FACTOR = "second_factor", "Second factor set up"
    RESET_FACTOR = "reset_factor", "Second factor reset"


class AccountRole(TextChoices):
    """What an account may do; each is a group of the same name."""

    ANALYST = "analyst", "Analyst"
    EDITOR = "editor", "Editor"
    REVIEWER = "reviewer", "Reviewer"
    ADMIN = "admin", "Admin"


ROLE_MEANINGS = {
    AccountRole.ANALYST: "Reads, as everybody does, and keeps views.",
    AccountRole.EDITOR: "Takes in sources, drafts positions and submits them.",
    AccountRole.REVIEWER: "Publishes, returns and withdraws other people’s work. Needs a second factor.",
    AccountRole.ADMIN: "Keeps the frame of the record and its people. Needs a second factor.",
}


class Precision(TextChoices):
    DAY = "day", "Day"
    MONTH = "month", "Month"
    YEAR = "year", "Year"
    UNKNOWN = "unknown", "Unknown"


class Role(TextChoices):
    """What kind of office a tenure is."""

    HEAD_OF_STATE = "head_of_state", "Head of state"
    HEAD_OF_GOVERNMENT = "head_of_government", "Head of government"
    VICE_PRESIDENT = "vice_president", "Vice president"
    FOREIGN_MINISTER = "foreign_minister", "Foreign minister"
    LEGISLATOR = "legislator", "Legislator"
    HEAD_OF_ORGANIZATION = "head_of_organization", "Head of organization"
    ANALYST = "analyst", "Analyst"


SPEAKS_FOR_COUNTRY = (
    Role.HEAD_OF_STATE,
    Role.HEAD_OF_GOVERNMENT,
    Role.VICE_PRESIDENT,
    Role.FOREIGN_MINISTER,
)
# Several may be legislators or analysts of one body at once; every other office has one holder at a time.
ONE_PERSON_ROLES = (*SPEAKS_FOR_COUNTRY, Role.HEAD_OF_ORGANIZATION)


class SummitRelation(TextChoices):
    BEFORE = "before", "Before"
    AT = "at", "At"
    AFTER = "after", "After"
    ABOUT = "about", "About"


class Attendance(TextChoices):
    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Absent"
    EXCLUDED = "excluded", "Excluded"
    INVITED = "invited", "Invited"


class SummitStatus(TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class MergedKind(TextChoices):
    """What two records of may turn out to be one."""

    LEADER = "leader", "Leader"
    SOURCE = "source", "Source"
    SUMMIT = "summit", "Summit"


class Subregion(TextChoices):
    """The subregions of the Americas in the United Nations' M49 standard."""

    NORTHERN_AMERICA = "northern_america", "Northern America"
    CENTRAL_AMERICA = "central_america", "Central America"
    CARIBBEAN = "caribbean", "Caribbean"
    SOUTH_AMERICA = "south_america", "South America"


class Classification(TextChoices):
    """What kind of body an organization is."""

    INTERGOVERNMENTAL = "intergovernmental", "Intergovernmental organization"
    LEGISLATURE = "legislature", "Legislature"
    GOVERNMENT_BODY = "government_body", "Government body"
    RESEARCH_INSTITUTE = "research_institute", "Research institute"
    NEWS = "news", "News organization"
    GROUP = "group", "Unnamed group"


class SourceType(TextChoices):
    """The item types of CSL that the record needs."""

    NEWSPAPER_ARTICLE = "article-newspaper", "News article"
    REPORT = "report", "Report"
    SPEECH = "speech", "Speech"
    WEBPAGE = "webpage", "Web page"
    INTERVIEW = "interview", "Interview"


class Language(TextChoices):
    ENGLISH = "en", "English"
    SPANISH = "es", "Spanish"
    PORTUGUESE = "pt", "Portuguese"
    FRENCH = "fr", "French"


class ImportState(TextChoices):
    """How far a file of rows has come that was handed in at the desk."""

    CHECKING = "checking", "Being checked"
    CHECKED = "checked", "Checked, not imported"
    REFUSED = "refused", "Not readable"
    IMPORTING = "importing", "Being imported"
    IMPORTED = "imported", "Imported"
    DISCARDED = "discarded", "Thrown away"


class RowOutcome(TextChoices):
    """What becomes of a position that a file brings, or of a row that cannot be."""

    CREATED = "created", "Created"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    LEFT_ALONE = "left alone", "Left alone"
    REJECTED = "rejected", "Rejected"
