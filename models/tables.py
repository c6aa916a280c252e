"""Every mapped class, imported once: the whole schema, for migrations and backups."""

from models.account import Account
from models.annotation import Annotation, Evidence
from models.article import Article
from models.assignment import Assignment
from models.attempts import SignInAttempt
from models.base import Base
from models.cleared import ClearedSentence
from models.event import Event
from models.former_tag_name import FormerTagName
from models.frozen import FrozenAnnotation, FrozenCleared, FrozenReading
from models.instance import Instance
from models.label_mapping import LabelMapping
from models.membership import Membership
from models.one_time_link import OneTimeLink
from models.operation import AppliedOperation
from models.project import Guideline, Project
from models.reviewer import Reviewer
from models.reviewer_mapping import ReviewerMapping
from models.revision import Revision, Sentence
from models.second_factor import RecoveryCode
from models.sign_in import SignIn
from models.tag import Tag, TagSet
from models.thread import Comment, Mention, SeenComment, Thread
from models.ticket import ExportTicket
from models.token import ApiToken

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "Account",
    "Annotation",
    "ApiToken",
    "AppliedOperation",
    "Article",
    "Assignment",
    "ClearedSentence",
    "Comment",
    "Event",
    "Evidence",
    "ExportTicket",
    "FormerTagName",
    "FrozenAnnotation",
    "FrozenCleared",
    "FrozenReading",
    "Guideline",
    "Instance",
    "LabelMapping",
    "Membership",
    "Mention",
    "OneTimeLink",
    "Project",
    "RecoveryCode",
    "Reviewer",
    "ReviewerMapping",
    "Revision",
    "SeenComment",
    "Sentence",
    "SignIn",
    "SignInAttempt",
    "Tag",
    "TagSet",
    "Thread",
]
