"""Every mapped class, imported once: the whole schema, for migrations and backups."""

from models.annotation import Annotation, Evidence
from models.article import Article
from models.assignment import Assignment
from models.base import Base
from models.cleared import ClearedSentence
from models.event import Event
from models.frozen import FrozenAnnotation, FrozenCleared, FrozenReading
from models.instance import Instance
from models.label_mapping import LabelMapping
from models.membership import Membership
from models.operation import AppliedOperation
from models.project import Guideline, Project
from models.reviewer import Reviewer
from models.revision import Revision, Sentence
from models.tag import Tag, TagSet
from models.ticket import ExportTicket
from models.token import ApiToken

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "Annotation",
    "ApiToken",
    "AppliedOperation",
    "Article",
    "Assignment",
    "ClearedSentence",
    "Event",
    "Evidence",
    "ExportTicket",
    "FrozenAnnotation",
    "FrozenCleared",
    "FrozenReading",
    "Guideline",
    "Instance",
    "LabelMapping",
    "Membership",
    "Project",
    "Reviewer",
    "Revision",
    "Sentence",
    "Tag",
    "TagSet",
]
