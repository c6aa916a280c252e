"""A dataset as a Public Editor data hunt: the columns of its CSV, and the texts beside it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from formats.annotations.dataset import Dataset
from formats.annotations.documents import Document, documents
from formats.annotations.goodly_rows import escaped
from formats.annotations.losses import SAID, count_lost
from formats.annotations.rows import AnnotationRow
from formats.annotations.zip_stream import Member

COLUMNS = (
    "namespace", "schema_sha256", "quiz_task_uuid", "task_url", "tua_uuid", "article_batch_name",
    "article_number", "article_filename", "article_sha256", "article_text_length", "destination",
    "task_redundancy", "taskrun_count", "quiz_taskrun_uuid", "contributor_uuid", "created",
    "finish_time", "elapsed_seconds", "topic_name", "question_label", "question_text",
    "answer_label", "answer_content", "answer_uuid", "submitted_tua_uuid", "answer_text",
    "case_number", "highlight_count", "start_pos", "end_pos", "target_text",
)  # fmt: skip

LOSES = ("confidence", "evidence", "gold")

_NOT_IN_NAMES = str.maketrans(dict.fromkeys(map(chr, range(32)), " ") | {"/": "-", "\\": "-"})
_STAMP = "%Y-%m-%d %H:%M:%S.%f"


def texts(dataset: Dataset) -> Iterator[Member]:
    """Each text once, named by its SHA-256."""
    written: set[bytes] = set()
    for article in dataset.articles():
        data = article.text.encode("utf-8")
        digest = hashlib.sha256(data)
        if digest.digest() not in written:
            written.add(digest.digest())
            yield f"texts/{digest.hexdigest()}.txt", [data]


def hunt_rows(dataset: Dataset, lost: Counter[str]) -> Iterator[Sequence[str]]:
    """The header, and a row a passage."""
    yield COLUMNS
    for document in documents(dataset):
        count_lost(document, lost, SAID.intersection(LOSES))
        cases: Counter[tuple[str, str]] = Counter()
        sha256 = hashlib.sha256(document.article.text.encode("utf-8")).hexdigest()
        for row in document.annotations:
            cases[row.reviewer, row.tag] += 1
            cells = _cells(document, row, sha256, cases[row.reviewer, row.tag])
            yield [cells.get(name, "") for name in COLUMNS]


def _cells(document: Document, row: AnnotationRow, sha256: str, case: int) -> dict[str, str]:
    article = document.article
    title = (article.title or document.name).translate(_NOT_IN_NAMES)
    return {
        "namespace": row.project,
        "quiz_task_uuid": document.name,
        "article_batch_name": row.project,
        "article_number": str(article.article_id),
        "article_filename": f"{title}.txt",
        "article_sha256": sha256,
        "article_text_length": str(len(article.text)),
        "task_redundancy": str(article.n_reviewers),
        "taskrun_count": str(article.n_reviewers),
        "quiz_taskrun_uuid": f"{document.name}-{row.reviewer}",
        "contributor_uuid": row.reviewer,
        "created": row.created_at.strftime(_STAMP),
        "finish_time": row.updated_at.strftime(_STAMP),
        "topic_name": row.tag,
        "question_label": "T1.Q1",
        "answer_label": "T1.Q1.A1",
        "answer_content": row.tag,
        "answer_text": row.note or row.tag,
        "submitted_tua_uuid": row.annotation_id,
        "case_number": str(case),
        "highlight_count": "1",
        "start_pos": str(row.start),
        "end_pos": str(row.end),
        "target_text": escaped(row.quote),
    }
