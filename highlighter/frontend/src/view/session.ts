/**
 * One article open for one reviewer: what was fetched, what was changed, what is still to be saved.
 * Everything here speaks code points; the view turns them into UTF-16 in `passages.ts`.
 */

import { Api, Unauthorised } from "../core/api.ts";
import { Journal } from "../core/journal.ts";
import { CodePoints } from "../core/offsets.ts";
import { isAboutPassage, isAboutSentences, isAboutTalk, isOfReading, revisionOf } from "../core/operation.ts";
import { type Held, httpSend, later, localStore, Outbox, type OutboxState, webLocks } from "../core/outbox.ts";
import { type Change, type Patch, Reading } from "../core/reading.ts";
import type { Annotation, Operation, ReaderData, Result } from "../core/types.ts";
import { tell, watchOtherTabs } from "./other_tabs.ts";
import { Talking } from "./talking.ts";

const REFETCH_PAUSE = 400;
const MOST_ATTEMPTS = 6;

export interface SessionEvents {
  /** These passages changed, and the states of these sentences; null: any may have. */
  changed(ids: readonly string[] | null, sentences: readonly number[] | null): void;
  saving(state: OutboxState): void;
  unauthorised(): void;
  /** The passage that somebody writes in just now. */
  edited(): string | null;
}

export interface Opened {
  readonly points: CodePoints;
  /** Half-open, in code points, in order. */
  readonly sentences: readonly (readonly [number, number])[];
}

/** What there is besides passages, of which `changed` tells. */
export interface News {
  readonly status: ReaderData["status"];
  readonly here: readonly string[];
  /** How many passages of other reviewers changed. */
  readonly others: number;
  /** The article has a newer text. */
  readonly superseded: boolean;
}

/** What the server has of the reader's work at one moment. */
interface Work {
  readonly annotations: readonly Annotation[];
  readonly cleared: readonly number[];
}

/** The server's text is not the one that the page announced. */
export class WrongText extends Error {}

export class Session {
  data: ReaderData;
  reading: Reading | null = null;
  readonly outbox: Outbox;
  readonly talking: Talking;
  readonly #api: Api;
  readonly #events: SessionEvents;
  readonly #journal: Journal;
  readonly #ended = new AbortController();
  #answers = 0;
  #refetch = 0;
  /** Up to where it is known what others did. */
  #cursor = "";
  /** Of what is said, as it was heard of last. */
  #talk = "0";
  /** Something newer is there of what was being written in: it is looked at when that is done. */
  #isBehind = false;
  #telling = false;
  #wakeSignedIn: (() => void)[] = [];

  constructor(data: ReaderData, events: SessionEvents) {
    this.data = data;
    this.#events = events;
    const token = (): string => this.data.token;
    const ask: typeof fetch = (input, init) => fetch(input, init);
    this.#api = new Api(data.api, token, ask);
    this.outbox = new Outbox({
      instance: data.instance,
      reviewer: data.reviewer.id,
      store: localStore(localStorage),
      locks: webLocks(navigator.locks, { isHidden: () => document.hidden, later }),
      send: httpSend(data.api, token, ask),
      now: () => Date.now(),
      later,
      onChange: (state) => this.#events.saving(state),
      onResult: (operation, result) => this.#settle(operation, result),
      onUnauthorised: () => this.#events.unauthorised(),
      onHeld: () => this.#reconcile(),
    });
    this.talking = new Talking(this, this.#api, (passages) => this.#events.changed(passages, []));
    this.#journal = new Journal(localStore(sessionStorage), this.#historyKey());
    watchOtherTabs(this.#channel(), this.#ended.signal, {
      kept: () => this.outbox.reread(),
      saved: () => { this.outbox.reread(); this.refetchSoon(); },
      seen: () => { if (this.outbox.pending().length === 0) this.refetchSoon(); },
    });
  }

  /** The text, its sentences and its passages. Raises WrongText, Unreachable, or what the routes answer. */
  async open(): Promise<Opened> {
    const revision = this.data.revision;
    const [text, sentences, work] = await this.#signedIn(() => Promise.all([
      this.#api.text(revision.id),
      this.#api.sentences(revision.id),
      this.#work(),
    ]));
    void this.talking.refetch();
    const points = new CodePoints(text);
    if (points.length !== revision.length) throw new WrongText();
    this.reading = new Reading({
      revisionId: revision.id,
      reviewer: this.data.reviewer,
      points,
      newId: () => crypto.randomUUID(),
      now: () => new Date().toISOString(),
    });
    this.#load(work);
    this.reading.restoreHistory(this.#journal.read());
    this.outbox.release(this.reading.agreed()?.released ?? []);
    return { points, sentences };
  }

  /** Keeps what was changed and sends it; the ids are painted by whoever hears `changed`. */
  apply(change: Change | null): boolean {
    if (change === null || this.reading === null) return false;
    this.outbox.release(change.released ?? []);
    this.outbox.add(...change.operations);
    // At once: a reload right after a tag must not undo the one before it.
    this.#journal.keep(this.reading);
    this.#events.changed(change.changed, change.sentences);
    return true;
  }

  /** Sends what waits for a decision again, with the patch on top: another tag, say. */
  keepMine(id: string, patch: Patch = {}): boolean {
    return this.apply(this.reading?.keepMine(id, patch) ?? null);
  }

  /** Shows the passage as the server has it, and lets go of what waits for a decision. */
  takeTheirs(id: string): void {
    this.apply(this.reading?.takeTheirs(id) ?? null);
  }

  /** Asks again for the sentences' states that were refused, or lets go of them. */
  decideStates(keep: boolean): void {
    const waiting = this.reading?.heldStates();
    if (!this.reading || !waiting) return;
    this.outbox.release(waiting.waiting);
    if (keep) this.apply(this.reading.keepStates());
    else this.#events.changed([], this.reading.dropStates());
  }

  /** Refused or conflicting operations of this article that wait for the person. */
  heldHere(): readonly Held[] {
    return this.outbox.held().filter((held) => this.#isHere(held.operation));
  }

  refetchSoon(): void {
    clearTimeout(this.#refetch);
    this.#refetch = window.setTimeout(() => void this.#fetchAgain(), REFETCH_PAUSE);
  }

  /** The page sent new data: a new token lets the outbox go on. */
  renew(data: ReaderData): void {
    const fresh = data.token !== this.data.token;
    this.data = data;
    if (!fresh) return;
    this.outbox.resume();
    for (const wake of this.#wakeSignedIn.splice(0)) wake();
  }

  /** Asks what is new, and takes it over; null: nothing is. Raises Unauthorised and Unreachable. */
  async follow(active: boolean): Promise<News | null> {
    const before = this.#answers;
    const told = await this.#api.changes(this.data.revision.id, this.#cursor, active);
    this.outbox.heard();
    if (this.reading === null || this.#ended.signal.aborted) return null;
    if (this.#isBehind && this.#events.edited() === null) this.refetchSoon();
    if (told === null) return null;
    if (told.talk !== this.#talk) void this.talking.refetch();
    this.#talk = told.talk;
    const { ids, others, isBusy } = this.reading.takeOver(told, this.#events.edited());
    if (ids.length > 0) this.#events.changed(ids, []);
    // While own work is under way, what is here and there differs by that: it is asked again.
    const isUnderWay = before !== this.#answers || this.outbox.pending().some((operation) => this.#isHere(operation));
    if (told.check === undefined || !isUnderWay) {
      this.#cursor = told.cursor;
      this.#isBehind ||= isBusy;
      if (told.check !== undefined && told.check !== this.reading.check()) this.refetchSoon();
    }
    return { status: told.status, here: told.here, others, superseded: told.superseded };
  }

  close(): void {
    this.#ended.abort();
    clearTimeout(this.#refetch);
    this.outbox.stop();
  }

  async #fetchAgain(): Promise<void> {
    if (this.reading === null || this.#ended.signal.aborted) return;
    this.#isBehind = false;
    void this.talking.refetch();
    try {
      const work = await this.#steady();
      if (work === null) return this.refetchSoon();
      this.#load(work);
      this.#events.changed(null, null);
      this.#agree();
    } catch (error) {
      // What is on the screen stays; the save state already says when the server is away.
      this.#cursor = "";
      if (error instanceof Unauthorised) this.#events.unauthorised();
    }
  }

  async #work(): Promise<Work> {
    for (;;) {
      const work = await this.#steady();
      if (work !== null) return work;
    }
  }

  /** The work as of a moment in which no answer came in between, so that none is lost; null: there was none. */
  async #steady(): Promise<Work | null> {
    const { id } = this.data.revision;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const before = this.#answers;
      const [annotations, cleared] = await Promise.all([this.#api.annotations(id), this.#api.cleared(id)]);
      if (before === this.#answers) return { annotations, cleared };
    }
    return null;
  }

  /** Asks again once with a new token when the first one was refused. */
  async #signedIn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unauthorised)) throw error;
      const renewed = new Promise<void>((wake) => this.#wakeSignedIn.push(wake));
      this.#events.unauthorised();
      await renewed;
      return await work();
    }
  }

  #load({ annotations, cleared }: Work): void {
    const pending = this.outbox.pending().filter((operation) => this.#isHere(operation));
    this.reading?.load(annotations, pending, this.heldHere(), this.#events.edited(), cleared);
  }

  /** Another tab decided something, or left something to decide. */
  #reconcile(): void {
    this.talking.reconcile();
    const change = this.reading?.reconcile(this.heldHere());
    if (!change) return;
    this.#events.changed(change.changed, change.sentences);
    this.#agree();
    this.refetchSoon();
  }

  /** What asks for no more than what is stored needs no decision. */
  #agree(): void {
    this.apply(this.reading?.agreed() ?? null);
  }

  #settle(operation: Operation, result: Result): void {
    this.#answers += 1;
    if (result.status === "saved") this.#tellOnce();
    if (isAboutTalk(operation)) return this.talking.settle(operation, result);
    if (this.reading === null || !this.#isHere(operation)) return;
    this.reading.settle(operation, result, this.#events.edited());
    if (isAboutPassage(operation)) this.#events.changed([operation.annotation.id], []);
    else if (isAboutSentences(operation)) this.#events.changed([], operation.reading.sentences);
    if (result.status !== "saved") this.#agree();
  }

  /** Of the many that one call saved, other tabs hear once. */
  #tellOnce(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      tell(this.#channel());
    });
  }

  #isHere(operation: Operation): boolean {
    return isOfReading(operation) && revisionOf(operation) === this.data.revision.id;
  }

  #channel(): string {
    return `workbench:${this.data.instance}:${this.data.reviewer.id}`;
  }

  #historyKey(): string {
    return `workbench:undo:${this.data.instance}:${this.data.reviewer.id}:${this.data.revision.id}`;
  }
}
