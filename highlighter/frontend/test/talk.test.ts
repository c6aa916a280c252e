/** What is said: shown at once, in order after its passage, and never lost when it is refused. */
import assert from "node:assert/strict";
import { describe, test } from "vitest";
import { Drafts } from "../src/core/drafts.ts";
import { read, write } from "../src/core/entries.ts";
import { markdownOf, meant, named, namingAt, written } from "../src/core/mention.ts";
import { batchOf } from "../src/core/send.ts";
import { askedAgain, type Comment, Talk, type Thread } from "../src/core/talk.ts";
import type { CommentOperation, Result, ThreadOperation } from "../src/core/types.ts";
import { ADA, newId, operation, REVISION } from "./workbench.ts";

const NOW = "2026-01-01T00:00:00Z";
const BO = { id: 2, handle: "bo@desk", name: "Bo *Lind*" };

function saying(kind: CommentOperation["kind"], comment: Partial<CommentOperation["comment"]> = {}): CommentOperation {
  return { id: newId(), kind, comment: { id: newId(), thread: "t1", revision_id: REVISION, ...comment } };
}

function comment(fields: Partial<Comment> = {}): Comment {
  return { id: "c1", author: ADA.handle, author_name: ADA.name, body: "Sure?", mentions: [], version: 1, created_at: NOW, edited_at: null, deleted_at: null, unread: false, ...fields };
}

function thread(fields: Partial<Thread> = {}): Thread {
  return { id: "t1", annotation: "p1", opened_by: ADA.name, with: null, with_name: null, created_at: NOW, resolved_at: null, resolved_by: null, may_resolve: true, may_reopen: true, closed: false, comments: [comment()], ...fields };
}

function talk(...threads: readonly Thread[]): Talk {
  const made = new Talk(ADA, () => NOW);
  made.load(threads);
  made.draw([], []);
  return made;
}

const refused = (id: string, status: Result["status"] = "rejected"): Result => ({ id, status, annotation: null, message: "No." });

describe("what is said", () => {
  test("is shown at once, as saving, and stays when it is saved", () => {
    const one = talk();
    const first = saying("comment_create", { body: "Who counted?", annotation: "p1" });
    assert.deepEqual(one.draw([first], []), ["p1"]);
    assert.deepEqual(one.about("p1").map(({ comments }) => comments.map(({ body, state }) => [body, state])), [[["Who counted?", "saving"]]]);
    one.saved(first);
    one.draw([], []);
    assert.equal(one.about("p1")[0]?.comments[0]?.state, "saved");
    assert.deepEqual(one.count("p1"), { comments: 1, unread: 0 });
  });

  test("is edited, deleted and brought back upon the version that is shown", () => {
    const one = talk(thread());
    const edit = saying("comment_update", { id: "c1", body: "Surely?", version: 1 });
    const gone = saying("comment_delete", { id: "c1", version: 2 });
    one.draw([edit, gone], []);
    const [said] = one.about("p1")[0]!.comments;
    assert.deepEqual([said?.body, said?.deleted_at, said?.version], ["Surely?", NOW, 3]);
    one.draw([edit, gone, saying("comment_restore", { id: "c1", version: 3 })], []);
    assert.equal(one.about("p1")[0]?.comments[0]?.deleted_at, null);
  });

  test("waits for the person where it is refused, with the letters that were typed", () => {
    const one = talk(thread());
    const edit = saying("comment_update", { id: "c1", body: "Surely?", version: 1 });
    one.draw([], [{ operation: edit, result: refused(edit.id, "conflict") }]);
    const [said] = one.about("p1")[0]!.comments;
    assert.deepEqual([said?.body, said?.state], ["Surely?", "failed"]);
    const again = askedAgain([{ operation: edit, result: refused(edit.id) }], comment({ version: 4 }), newId);
    assert.deepEqual([again?.kind, again?.comment.body, again?.comment.version], ["comment_update", "Surely?", 4]);
    const first = saying("comment_create", { body: "Who?" });
    const anew = askedAgain([{ operation: first, result: refused(first.id) }], undefined, newId);
    assert.deepEqual([anew?.kind, anew?.comment.id, anew?.id === first.id], ["comment_create", first.comment.id, false]);
  });

  test("a thread is resolved and reopened", () => {
    const one = talk(thread({ annotation: null }));
    const turn = (kind: ThreadOperation["kind"]): ThreadOperation => ({ id: newId(), kind, thread: { id: "t1", revision_id: REVISION } });
    one.draw([turn("thread_resolve")], []);
    assert.equal(one.about(null)[0]?.resolved_by, ADA.name);
    one.draw([turn("thread_resolve"), turn("thread_reopen")], []);
    assert.equal(one.about(null)[0]?.resolved_at, null);
  });

  test("an answer reopens a thread that is resolved, where the speaker may", () => {
    const resolved = { resolved_at: NOW, resolved_by: BO.name };
    for (const [may_reopen, by] of [[true, null], [false, BO.name]] as const) {
      const one = talk(thread({ ...resolved, may_reopen }));
      one.draw([saying("comment_create", { body: "Look again.", annotation: "p1" })], []);
      assert.equal(one.about("p1")[0]?.resolved_by, by);
    }
  });

  test("what was seen stays seen, whatever the server told before it heard of that", () => {
    const one = talk(thread({ comments: [comment({ author: BO.handle, unread: true })] }));
    assert.equal(one.count("p1").unread, 1);
    one.see(["c1"]);
    one.load([thread({ comments: [comment({ author: BO.handle, unread: true })] })]);
    one.draw([], []);
    assert.equal(one.count("p1").unread, 0);
  });
});

describe("in the outbox", () => {
  test("what is said in one thread keeps its order, and outlives a reload", () => {
    const [one, two, other] = [saying("comment_create"), saying("comment_create"), saying("comment_create", { thread: "t2" })];
    const passage = operation("create");
    assert.deepEqual(batchOf([passage, one, two, other], 10), [passage, one, other]);
    const entry = { seq: 1, operation: one, held: null, attempts: 0, kept: true, refused: false, own: true, raw: "" };
    assert.deepEqual(read(one.id, write(entry), true)?.operation, one);
  });

  test("a draft is there again, and gone once it is sent", () => {
    const kept = new Map<string, string>();
    const store = { keys: () => [...kept.keys()], get: (key: string) => kept.get(key) ?? null, set: (key: string, value: string) => void kept.set(key, value), remove: (key: string) => void kept.delete(key) };
    const drafts = new Drafts(store, "db:1");
    assert.equal(drafts.keep("thread:t1", "Half a th"), true);
    assert.equal(new Drafts(store, "db:1").get("thread:t1"), "Half a th");
    assert.equal(new Drafts(store, "db:2").get("thread:t1"), "");
    drafts.keep("thread:t1", "");
    assert.equal(kept.size, 0);
    assert.equal(new Drafts({ ...store, set: () => { throw new Error("full"); } }, "db:1").keep("x", "y"), false);
  });
});

describe("naming people", () => {
  const people = [BO, { id: 3, handle: "kim-1", name: "Kim" }, { id: 4, handle: "kim-2", name: "Kim" }];

  test("the name at the caret is found, and those whom it may mean", () => {
    assert.deepEqual(namingAt("see @bo", 7), { start: 4, typed: "bo" });
    assert.deepEqual(namingAt("see @", 5), { start: 4, typed: "" });
    assert.equal(namingAt("me@bo", 5), null);
    assert.equal(namingAt("see @ bo", 8), null);
    assert.deepEqual(meant(people, "lin"), []);
    assert.deepEqual(meant(people, "*li"), [BO]);
    assert.deepEqual(meant(people, "k").map(({ id }) => id), [3, 4]);
  });

  test("a name is written, or the handle where two bear it", () => {
    const naming = { start: 4, typed: "b" };
    assert.deepEqual(named("see @b now", 6, naming, BO, people), { text: "see @Bo *Lind* now", caret: 15 });
    assert.equal(named("see @k", 6, { start: 4, typed: "k" }, people[1]!, people).text, "see @kim-1 ");
  });

  test("an id is shown as the person's name, which is no Markdown", () => {
    assert.equal(written("@{2}, sure? @{9}", [BO]), "@Bo *Lind*, sure? @{9}");
    assert.equal(markdownOf("@{2}?", [BO]), "**@Bo \\*Lind\\***?");
  });
});
