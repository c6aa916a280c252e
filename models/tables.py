"""Every mapped class, imported once: the whole schema, for migrations and backups."""

from models.account import Account
from models.adjudication import Adjudication
from models.annotation import Annotation, Evidence
from models.article import Article
from models.assignment import Assignment
from models.attempts import SignInAttempt
from models.base import Base
from models.carried import CarriedPassage
from models.cleared import ClearedSentence
from models.companion import Companion
from models.event import Event
from models.former_tag_name import FormerTagName
from models.frozen import FrozenAnnotation, FrozenCleared, FrozenEvidence, FrozenReading
from models.gold import GoldAnnotation, GoldSource
from models.instance import Instance
from models.label_mapping import LabelMapping
from models.membership import Membership
from models.missed_gold import MissedGold
from models.one_time_link import OneTimeLink
from models.operation import AppliedOperation
from models.presence import Presence
from models.project import Guideline, Project
from models.rejection import Rejection
from models.removed_identity import RemovedIdentity
from models.reviewer import Reviewer
from models.reviewer_mapping import ReviewerMapping
from models.revision import Revision, Sentence
from models.saved_view import SavedView
from models.second_factor import RecoveryCode
from models.served_again import ServedAgain
from models.sign_in import SignIn
from models.story_word import StoryWord
from models.tag import Tag, TagSet
from models.tally import ChangedText, GoldTally, PassageTally, TextTally, WordsTally
from models.text_signature import TextSignature
from models.thread import Comment, Mention, SeenComment, Thread
from models.ticket import ExportTicket
from models.token import ApiToken
from models.unclear_flag import UnclearFlag

METADATA = Base.metadata
_COUNTED = (ChangedText, PassageTally, GoldTally, TextTally, WordsTally)
STORED = [
    table
    for table in METADATA.sorted_tables
    if table.name not in {kind.__tablename__ for kind in _COUNTED}
]
"""The tables that hold what people did, each after those it refers to; the others follow from them."""

__all__ = [
    "METADATA",
    "STORED",
    "Account",
    "Adjudication",
    "Annotation",
    "ApiToken",
    "AppliedOperation",
    "Article",
    "Assignment",
    "CarriedPassage",
    "ChangedText",
    "ClearedSentence",
    "Comment",
    "Companion",
    "Event",
    "Evidence",
    "ExportTicket",
    "FormerTagName",
    "FrozenAnnotation",
    "FrozenCleared",
    "FrozenEvidence",
    "FrozenReading",
    "GoldAnnotation",
    "GoldSource",
    "GoldTally",
    "Guideline",
    "Instance",
    "LabelMapping",
    "Membership",
    "Mention",
    "MissedGold",
    "OneTimeLink",
    "PassageTally",
    "Presence",
    "Project",
    "RecoveryCode",
    "Rejection",
    "RemovedIdentity",
    "Reviewer",
    "ReviewerMapping",
    "Revision",
    "SavedView",
    "SeenComment",
    "Sentence",
    "ServedAgain",
    "SignIn",
    "SignInAttempt",
    "StoryWord",
    "Tag",
    "TagSet",
    "TextSignature",
    "TextTally",
    "Thread",
    "UnclearFlag",
    "WordsTally",
]
