"""Every verb that changes something says so in the trail, and the history has a sentence for it."""

import ast

from sqlalchemy import event

from models.database import Database
from tests.source import product
from tests.test_role_walk import attempt, verbs
from tests.walk_queries import EVERYWHERE
from tests.walk_table import VERBS
from tests.walk_world import build_world
from words import section

RECORDS_NOTHING = {
    "models.admission.forget_identity": "makes the account that has no identity to forget",
    "models.bulk_articles.take_sentences": "a step of an import: an event an article",
    "models.bulk_passages.freeze_imported": "a step of an import",
    "models.bulk_passages.take_cleared": "a step of an import",
    "models.bulk_passages.take_evidence": "a step of an import",
    "models.bulk_passages.take_passages": "a step of an import",
    "models.leaving.leave_article": "who is here is no trail",
    "models.project.choose_project": "where the asker works, which concerns nobody else",
    "models.restored_project.begin_project": "the restoring says so at its end",
    "models.second_factor.confirm_second_factor": "the code was wrong",
    "models.second_factor.propose_second_factor": "counts only once it is confirmed",
    "models.second_factor.turn_off_second_factor": "it was off",
    "models.signing_out.end_sign_in": "it was another's",
    "models.ticket.mint_ticket": "what leaves changes nothing here",
    "models.ticket.mint_trail_ticket": "what leaves changes nothing here",
    "models.token.revoke_personal_token": "it was another's",
}
"""The verbs that the role walk sees writing without an event, and why."""


def test_every_verb_that_changes_something_records_an_event(sqlite_database: Database) -> None:
    world, known, silent = build_world(sqlite_database), verbs(), set()
    sent: list[str] = []
    event.listen(
        sqlite_database.engine,
        "before_cursor_execute",
        lambda *told: sent.append(str(told[2])),
    )
    for name, needed in VERBS.items():
        sent.clear()
        asker = world.chief if needed == EVERYWHERE else world.people["admin"]
        *_, wrote = attempt(world, name, known[name], asker)
        if wrote and not any(one.startswith("INSERT INTO event") for one in sent):
            silent.add(name)
    assert silent == set(RECORDS_NOTHING)


BY_OPERATIONS = {
    *((action, "annotation") for action in ("create", "update", "delete", "restore")),
    *((action, "reading") for action in ("submit", "reopen", "assign", "unassign", "replan")),
    *((action, "cleared_sentence") for action in ("clear", "unclear")),
    *((action, "article") for action in ("create", "import", "see_changes", "unsee_changes")),
    *((action, "gold") for action in ("create", "update", "delete", "restore")),
    *((action, "rejection") for action in ("reject", "unreject")),
    *((action, "unclear_flag") for action in ("flag_unclear", "unflag_unclear")),
    *((action, "adjudication") for action in ("settle", "unsettle")),
    *((action, "thread") for action in ("open", "resolve", "reopen")),
    *((action, "comment") for action in ("create", "update", "delete", "restore")),
    *((action, "story") for action in ("join", "leave", "undo")),
    *{("settle", "annotation"), ("carry", "cleared_sentence")},
}
"""What is recorded by names in variables, which the source does not tell."""


def recorded() -> set[tuple[str, str]]:
    """Action and entity of every event that our source writes in so many words."""
    found = set()
    for module in product():
        for name, first in (("record", 3), ("event_row", 2)):
            for call in module.calls(name):
                told = [_texts(one) for one in call.args[first : first + 2]]
                if len(told) == 2:
                    found |= {(action, entity) for action in told[0] for entity in told[1]}
    return found


def _texts(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_event_has_its_sentence() -> None:
    words = section("history")
    missing = {f"{entity}_{action}" for action, entity in recorded() | BY_OPERATIONS} - set(words)
    assert missing == set(), "say it in words/en/history.toml"
    assert len(recorded()) > 30
