/** What is said about an article, as the server has it, with what is on its way and what waits on top. */
import type { Person } from "./mention.ts";
import type { Held } from "./outbox.ts";
import { isAboutTalk } from "./operation.ts";
import type { CommentOperation, Operation, TalkOperation } from "./types.ts";

/** A comment as `GET /api/revisions/{id}/threads` tells it. */
export interface Comment {
  readonly id: string;
  readonly author: string;
  readonly author_name: string;
  /** Names nobody: a mention is the person's id in it. Blank once it is deleted. */
  readonly body: string;
  readonly mentions: readonly Person[];
  readonly version: number;
  readonly created_at: string;
  readonly edited_at: string | null;
  readonly deleted_at: string | null;
  readonly unread: boolean;
}

export interface Thread {
  readonly id: string;
  /** The passage that it is about; null: the article. */
  readonly annotation: string | null;
  readonly opened_by: string;
  /** The handle of whom it is with, and the name. */
  readonly with: string | null;
  readonly with_name: string | null;
  readonly created_at: string;
  readonly resolved_at: string | null;
  readonly resolved_by: string | null;
  readonly may_resolve: boolean;
  /** An answer of theirs reopens it, once it is resolved. */
  readonly may_reopen: boolean;
  /** Whom it is with reads blind, and sees what is said now once they have submitted. */
  readonly closed: boolean;
  readonly comments: readonly Comment[];
}

/** A comment with what becomes of it: `waiting` is what the server refused, which waits for the person. */
export interface Said extends Comment {
  readonly state: "saved" | "saving" | "failed";
  readonly waiting: Held | null;
}

export interface TalkThread extends Omit<Thread, "comments"> {
  readonly comments: readonly Said[];
}

export interface Speaker {
  readonly handle: string;
  readonly name: string;
}

type Now = () => string;

export class Talk {
  #server: readonly Thread[] = [];
  #shown: readonly TalkThread[] = [];
  readonly #me: Speaker;
  readonly #now: Now;
  /** Shown to the person, whatever the server told before it heard of that. */
  readonly #seen = new Set<string>();

  constructor(me: Speaker, now: Now) {
    this.#me = me;
    this.#now = now;
  }

  /** All threads, oldest first, as they are shown. */
  threads(): readonly TalkThread[] {
    return this.#shown;
  }

  /** Those about the passage; null: about the article. */
  about(passage: string | null): readonly TalkThread[] {
    return this.#shown.filter(({ annotation }) => annotation === passage);
  }

  /** How many comments there are about it, deleted ones aside, and how many are unread. */
  count(passage: string | null): { readonly comments: number; readonly unread: number } {
    const said = this.about(passage).flatMap(({ comments }) => comments).filter(({ deleted_at }) => deleted_at === null);
    return { comments: said.length, unread: said.filter(({ unread }) => unread).length };
  }

  /** What the server has; then `draw` what is upon it. */
  load(threads: readonly Thread[]): void {
    this.#server = threads;
  }

  /** What was saved is true at once; the server is asked again all the same. */
  saved(operation: TalkOperation): void {
    this.#server = folded(this.#server, operation, this.#me, this.#now());
  }

  see(comments: readonly string[]): void {
    for (const id of comments) this.#seen.add(id);
  }

  /** Shows what is pending and what is held on top of what the server has; the passages whose talk looks other. */
  draw(pending: readonly Operation[], held: readonly Held[]): readonly string[] {
    const before = this.#shown;
    const waits = new Map<string, Held>();
    for (const each of held) if ("comment" in each.operation && !waits.has(each.operation.comment.id)) waits.set(each.operation.comment.id, each);
    const going = new Set(pending.flatMap((operation) => ("comment" in operation ? [operation.comment.id] : [])));
    const asked = [...held.map(({ operation }) => operation), ...pending].filter(isAboutTalk);
    const threads = asked.reduce((all, operation) => folded(all, operation, this.#me, this.#now()), this.#server);
    this.#shown = threads.map((thread) => ({
      ...thread,
      comments: thread.comments.map((comment): Said => {
        const waiting = waits.get(comment.id) ?? null;
        const state = waiting !== null ? "failed" : going.has(comment.id) ? "saving" : "saved";
        const unread = comment.unread && !this.#seen.has(comment.id);
        // What was refused is shown as it was meant: it is nowhere else.
        const body = waiting !== null && "comment" in waiting.operation ? waiting.operation.comment.body : undefined;
        return { ...comment, ...(body === undefined ? {} : { body, mentions: [] }), unread, state, waiting };
      }),
    }));
    return passagesOf(before, this.#shown);
  }
}

/** The answers that a decision about the comment is about: the refused one and what was made upon it. */
export function waitingFor(comment: string, held: readonly Held[]): readonly Held[] {
  return held.filter(({ operation }) => "comment" in operation && operation.comment.id === comment);
}

/** The same wish as a new operation, upon the version that the server now has; null where there is nothing left to wish. */
export function askedAgain(waiting: readonly Held[], stored: Comment | undefined, newId: () => string): CommentOperation | null {
  const wishes = waiting.map(({ operation }) => operation).filter((one): one is CommentOperation => "comment" in one);
  const last = wishes.at(-1);
  if (last === undefined) return null;
  const body = wishes.findLast(({ comment }) => comment.body !== undefined)?.comment.body;
  const { after: _, ...wish } = last;
  const comment = { ...wish.comment, ...(body === undefined ? {} : { body }) };
  if (stored === undefined) {
    // Never saved: one that is deleted meanwhile need not be.
    return wish.kind === "comment_delete" ? null : { ...wish, id: newId(), kind: "comment_create", comment };
  }
  return { ...wish, id: newId(), kind: wish.kind === "comment_create" ? "comment_update" : wish.kind, comment: { ...comment, version: stored.version } };
}

function folded(threads: readonly Thread[], operation: TalkOperation, me: Speaker, at: string): readonly Thread[] {
  if ("thread" in operation) {
    const resolved = operation.kind === "thread_resolve" ? { resolved_at: at, resolved_by: me.name } : { resolved_at: null, resolved_by: null };
    return threads.map((thread) => (thread.id === operation.thread.id ? { ...thread, ...resolved } : thread));
  }
  const { comment } = operation;
  const known = threads.find(({ id }) => id === comment.thread);
  if (known === undefined) return operation.kind === "comment_create" ? [...threads, begun(operation, me, at)] : threads;
  const reopened = operation.kind === "comment_create" && known.may_reopen ? { resolved_at: null, resolved_by: null } : {};
  return threads.map((thread) => (thread === known ? { ...thread, ...reopened, comments: said(thread.comments, operation, me, at) } : thread));
}

function said(comments: readonly Comment[], { kind, comment }: CommentOperation, me: Speaker, at: string): readonly Comment[] {
  const known = comments.find(({ id }) => id === comment.id);
  if (kind === "comment_create") return known === undefined ? [...comments, spoken(comment, me, at)] : comments;
  return comments.map((one) => {
    if (one !== known || one.version !== comment.version) return one;
    const changed = { ...one, version: one.version + 1 };
    if (kind === "comment_update") return { ...changed, body: comment.body ?? "", mentions: [], edited_at: at };
    return { ...changed, deleted_at: kind === "comment_delete" ? at : null };
  });
}

function begun(operation: CommentOperation, me: Speaker, at: string): Thread {
  const { comment } = operation;
  return {
    id: comment.thread, annotation: comment.annotation ?? null, opened_by: me.name, with: comment.with ?? null, with_name: null,
    created_at: at, resolved_at: null, resolved_by: null, may_resolve: true, may_reopen: true, closed: false, comments: [spoken(comment, me, at)],
  };
}

function spoken({ id, body }: CommentOperation["comment"], me: Speaker, at: string): Comment {
  return { id, author: me.handle, author_name: me.name, body: body ?? "", mentions: [], version: 1, created_at: at, edited_at: null, deleted_at: null, unread: false };
}

/** The passages about which something else is shown than before. */
function passagesOf(before: readonly TalkThread[], now: readonly TalkThread[]): readonly string[] {
  const told = (threads: readonly TalkThread[]): ReadonlyMap<string, string> => {
    const all = new Map<string, string>();
    for (const thread of threads) if (thread.annotation !== null) all.set(thread.annotation, (all.get(thread.annotation) ?? "") + JSON.stringify(thread));
    return all;
  };
  const [was, is] = [told(before), told(now)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((passage) => was.get(passage) !== is.get(passage));
}
