/** The talk about the open article: what is said, saying something, and what is still to be saved of it. */

import type { Api } from "../core/api.ts";
import { Unauthorised, Unreachable } from "../core/api.ts";
import { Drafts } from "../core/drafts.ts";
import type { Person } from "../core/mention.ts";
import { isAboutPassage, isAboutTalk, passageOf } from "../core/operation.ts";
import type { Held, Outbox } from "../core/outbox.ts";
import { localStore } from "../core/store.ts";
import { askedAgain, type Said, Talk, type TalkThread, waitingFor } from "../core/talk.ts";
import type { CommentOperation, ReaderData, Result, TalkOperation } from "../core/types.ts";

/** Where something is said: in a thread, else about the passage, else about the article. */
export interface Place {
  readonly thread: string | null;
  readonly annotation: string | null;
}

/** What of a session the talk needs. */
export interface TalkHost {
  readonly data: ReaderData;
  readonly outbox: Outbox;
  heldHere(): readonly Held[];
}

export class Talking {
  readonly drafts: Drafts;
  readonly #host: TalkHost;
  readonly #api: Api;
  readonly #changed: (passages: readonly string[]) => void;
  readonly #listeners = new Set<() => void>();
  readonly #talk: Talk;
  /** Called once the server knows that comments were seen: numbers on the page are old. */
  onSeen: () => void = () => undefined;
  /** Whom the person, as an editor, can write to about the article. */
  recipients: readonly Person[] = [];
  #answers = 0;
  #ready = false;

  constructor(host: TalkHost, api: Api, changed: (passages: readonly string[]) => void) {
    const { data } = host;
    this.#host = host;
    this.#api = api;
    this.#changed = changed;
    this.drafts = new Drafts(localStore(localStorage), `${data.instance}:${data.reviewer.id}`);
    this.#talk = new Talk(data.reviewer, () => new Date().toISOString());
  }

  /** Nothing can be said: the person is a viewer, or the project is archived. */
  get isMute(): boolean {
    return this.#host.data.looking;
  }

  /** The server was heard, so that what is not here is not there. */
  get isReady(): boolean {
    return this.#ready;
  }

  get me(): string {
    return this.#host.data.reviewer.handle;
  }

  get revision(): number {
    return this.#host.data.revision.id;
  }

  about(passage: string | null): readonly TalkThread[] {
    return this.#talk.about(passage);
  }

  count(passage: string | null): { readonly comments: number; readonly unread: number } {
    return this.#talk.count(passage);
  }

  listen(hear: () => void): void {
    this.#listeners.add(hear);
  }

  /** Asks the server again; what it does not answer is asked for with the next change. */
  async refetch(): Promise<void> {
    const revision = this.revision;
    try {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const before = this.#answers;
        const [threads, recipients] = await Promise.all([this.#api.threads(revision), this.#api.recipients(revision)]);
        if (before !== this.#answers) continue;
        this.#talk.load(threads);
        this.recipients = recipients;
        this.#ready = true;
        break;
      }
      this.#draw();
    } catch (error) {
      // The reader itself says that the server is away, or asks for a new token.
      if (!(error instanceof Unauthorised || error instanceof Unreachable)) throw error;
    }
  }

  say(place: Place, body: string, to: string | null): void {
    const thread = place.thread ?? crypto.randomUUID();
    const about = { id: crypto.randomUUID(), thread, body, ...(to === null ? {} : { with: to }) };
    this.#send(this.#comment("comment_create", place.annotation, about, this.#makersOf(place)));
  }

  change(thread: TalkThread, comment: Said, body: string): void {
    this.#send(this.#comment("comment_update", thread.annotation, { id: comment.id, thread: thread.id, body, version: comment.version }));
  }

  remove(thread: TalkThread, { id, version }: Said): void {
    this.#send(this.#comment("comment_delete", thread.annotation, { id, thread: thread.id, version }));
  }

  restore(thread: TalkThread, { id, version }: Said): void {
    this.#send(this.#comment("comment_restore", thread.annotation, { id, thread: thread.id, version }));
  }

  resolve({ id, resolved_at }: TalkThread): void {
    const kind = resolved_at === null ? "thread_resolve" : "thread_reopen";
    this.#send({ id: crypto.randomUUID(), kind, thread: { id, revision_id: this.revision } });
  }

  /** Sends what was refused once more, or lets go of it. */
  decide(thread: TalkThread, comment: Said, again: boolean): void {
    const waiting = waitingFor(comment.id, this.#host.heldHere());
    const stored = comment.waiting?.operation.kind === "comment_create" ? undefined : comment;
    const wish = again ? askedAgain(waiting, stored, () => crypto.randomUUID()) : null;
    this.#host.outbox.release(waiting.map(({ operation }) => operation.id));
    if (wish !== null) this.#host.outbox.add(wish);
    void this.refetch();
    this.#draw([thread.annotation]);
  }

  /** These were shown: they are unread no more, here at once and there once it hears of it. */
  async see(comments: readonly string[]): Promise<void> {
    if (comments.length === 0) return;
    this.#talk.see(comments);
    this.#draw();
    if (await this.#api.seen(comments)) this.onSeen();
  }

  /** Whom a comment there may name; nobody while the server is away. */
  async people({ thread, annotation }: Place): Promise<readonly Person[]> {
    try {
      return await this.#api.people(this.revision, { ...(thread === null ? {} : { thread }), ...(annotation === null ? {} : { annotation }) });
    } catch (error) {
      if (error instanceof Unauthorised || error instanceof Unreachable) return [];
      throw error;
    }
  }

  /** The server's answer to something that was said. */
  settle(operation: TalkOperation, result: Result): void {
    this.#answers += 1;
    if (result.status === "saved") this.#talk.saved(operation);
    this.#draw([passageOf(operation) ?? null]);
    void this.refetch();
  }

  /** Another tab decided something. */
  reconcile(): void {
    this.#draw();
  }

  #comment(kind: CommentOperation["kind"], annotation: string | null, about: Omit<CommentOperation["comment"], "revision_id" | "annotation">, after: readonly string[] = []): CommentOperation {
    const comment = { ...about, revision_id: this.revision, ...(annotation === null ? {} : { annotation }) };
    return { id: crypto.randomUUID(), kind, ...(after.length === 0 ? {} : { after }), comment };
  }

  /** A thread's first comment goes after what makes its passage. */
  #makersOf({ thread, annotation }: Place): string[] {
    const { outbox } = this.#host;
    const unsaved = [...outbox.pending(), ...this.#host.heldHere().map(({ operation }) => operation)];
    return thread !== null ? [] : unsaved.filter((one) => isAboutPassage(one) && one.annotation.id === annotation).map(({ id }) => id);
  }

  #send(operation: TalkOperation): void {
    this.#host.outbox.add(operation);
    this.#draw();
  }

  #draw(also: readonly (string | null)[] = []): void {
    const isHere = (operation: TalkOperation): boolean => ("comment" in operation ? operation.comment : operation.thread).revision_id === this.revision;
    const pending = this.#host.outbox.pending().filter(isAboutTalk).filter(isHere);
    const passages = this.#talk.draw(pending, this.#host.heldHere());
    const others = also.filter((passage) => passage !== null);
    this.#changed([...new Set([...passages, ...others])]);
    for (const hear of this.#listeners) hear();
  }
}
