/**
 * The outbox: every operation is kept in the browser until the workbench says it is committed.
 * Sending one twice changes nothing there, so whatever is in doubt is sent again; what was rejected
 * or conflicts waits for the person, never retried blindly and never dropped.
 */
import type { Entry } from "./entries.ts";
import type { Locks } from "./locks.ts";
import { madeUpon, subjectOf } from "./operation.ts";
import { batchOf } from "./send.ts";
import type { Later, Send, SendOutcome } from "./send.ts";
import { behind, Shelf } from "./shelf.ts";
import type { Store } from "./store.ts";
import type { Operation, Result } from "./types.ts";

export { webLocks } from "./locks.ts";
export type { Lingering, Locks } from "./locks.ts";
export { httpSend, later } from "./send.ts";
export type { Later, Send, SendOutcome } from "./send.ts";
export { localStore } from "./store.ts";
export type { Store } from "./store.ts";

/** An operation that waits for the person, with the answer that it got. */
export interface Held {
  readonly operation: Operation;
  readonly result: Result;
}

export interface OutboxState {
  /** The store was read. */
  readonly ready: boolean;
  /** Operations not yet answered; held ones are not among them. */
  readonly pending: number;
  /** Of those, how many are on their way. */
  readonly sending: number;
  /** What can be lost or cannot go on by itself: unreadable, not kept, or refused as a whole. */
  readonly failed: number;
  readonly held: number;
  /** Operations that the browser could not keep: closing the page loses them. */
  readonly notKept: number;
  /** When sending is tried again, in milliseconds as `now` counts them. */
  readonly retryAt: number | null;
  /** Why sending does not go on: a key of the reader's words. */
  readonly reason: string | null;
  readonly waitingForSignIn: boolean;
}

export interface OutboxOptions {
  /** The database's own id. */
  readonly instance: string;
  /** The reviewer's id: nobody else's operations are read or sent. */
  readonly reviewer: number;
  readonly store: Store;
  readonly locks: Locks;
  readonly send: Send;
  readonly now: () => number;
  readonly later: Later;
  readonly onChange: (state: OutboxState) => void;
  /** Called once the store has what the result means: saved is gone, the rest is held. */
  readonly onResult: (operation: Operation, result: Result) => void;
  readonly onUnauthorised: () => void;
  /** Another tab let go of what waited for the person, or left something new to wait. */
  readonly onHeld?: () => void;
}

const MOST_OPERATIONS = 200;
const LONGEST_WAIT_MS = 30_000;
// Answers about the moment, not about the call: sending the same again can work.
const PASSING = new Set([408, 425, 429]);
const SILENT = new Set(["reason_away", "reason_slow"]);

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #shelf: Shelf;
  #sending = 0;
  #most = MOST_OPERATIONS;
  #failures = 0;
  #retry: { readonly at: number; readonly cancel: () => void } | null = null;
  #reason: string | null = null;
  #storeReason: string | null = null;
  #refused = false;
  #waitingForSignIn = false;
  #stopped = false;
  #running: Promise<void> | null = null;
  #told = "";

  /** Reads the store at once; sends nothing before `flush`, `add` or `reread`. */
  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#shelf = new Shelf(options.store, options.instance, options.reviewer);
    this.#read(true);
  }

  /**
   * Keeps the operations and sends them, together where they may go together, before it returns
   * where nothing is under way. False: this machine could not keep all, some are in memory alone.
   */
  add(...operations: readonly Operation[]): boolean {
    const entries = operations.map((operation) => this.#shelf.get(operation.id) ?? this.#shelf.add(operation, this.#options.now()));
    this.#tell();
    void this.flush();
    return entries.every((entry) => entry.kept);
  }

  /** Not yet answered, oldest first. */
  pending(): readonly Operation[] {
    return this.#shelf.pending().map((entry) => entry.operation);
  }

  /** Rejected or conflicting, oldest first. */
  held(): readonly Held[] {
    return this.#shelf.held().map((entry) => ({ operation: entry.operation, result: entry.held! }));
  }

  state(): OutboxState {
    const { pending, held, refused: notKept } = this.#shelf.count();
    return {
      ready: true,
      pending,
      sending: this.#sending,
      failed: this.#shelf.unreadable + (this.#refused ? pending : notKept),
      held,
      notKept,
      retryAt: this.#retry?.at ?? null,
      reason: this.#reason ?? this.#storeReason,
      waitingForSignIn: this.#waitingForSignIn,
    };
  }

  /** Sends what is pending. Resolves when nothing is, or when sending has to wait for something. */
  flush(): Promise<void> {
    if (!this.#mayGoOn()) return Promise.resolve();
    if (this.#running === null) {
      // Known before it begins, which is at once: whoever hears of it may ask for it again.
      let ended = (): void => {};
      this.#running = new Promise((end) => { ended = end; });
      void this.#run().then(ended);
    }
    return this.#running;
  }

  /** Tries again now: the network is back, or the person asked for it. */
  retryNow(): void {
    this.#refused = false;
    this.#goOn();
  }

  /**
   * The person decided: drops these held operations and no others, which may be another tab's that
   * nobody saw. Comes before the `add` of what the person decided.
   */
  release(ids: readonly string[]): void {
    for (const id of ids) {
      const entry = this.#shelf.get(id);
      if (entry?.held) this.#shelf.remove(entry);
    }
    this.#tell();
  }

  /** The workbench answered something else: what waits because it did not answer is sent now. */
  heard(): void {
    if (this.#retry !== null && SILENT.has(this.#reason ?? "")) this.#goOn();
  }

  /** Goes on after a new token. */
  resume(): void {
    this.#waitingForSignIn = false;
    this.#goOn();
  }

  /** Another tab changed the store. */
  reread(): void {
    this.#read(false);
    this.#tell();
    void this.flush();
  }

  /** Sends and tells nothing any more; what is pending stays in the store. */
  stop(): void {
    this.#stopped = true;
    this.#retry?.cancel();
    this.#retry = null;
    this.#options.locks.rest();
  }

  #goOn(): void {
    this.#retry?.cancel();
    this.#retry = null;
    this.#reason = null;
    this.#tell();
    void this.flush();
  }

  #mayGoOn(): boolean {
    return !this.#stopped && !this.#waitingForSignIn && !this.#refused && this.#retry === null;
  }

  async #run(): Promise<void> {
    try {
      do {
        await this.#options.locks.hold(`${this.#shelf.prefix}send`, () => this.#sendAll());
        // What was added after the last look and before the lock was given back goes now.
      } while (this.#mayGoOn() && this.#shelf.count().pending > 0);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#backOff([], "reason_away");
    } finally {
      this.#running = null;
      this.#sending = 0;
      this.#most = MOST_OPERATIONS;
      this.#tell();
    }
  }

  async #sendAll(): Promise<void> {
    while (this.#mayGoOn()) {
      this.#read(false);
      this.#reportAll(this.#holdFollowers());
      const batch = this.#nextBatch();
      this.#sending = batch.length;
      this.#tell();
      if (batch.length === 0) return;
      const outcome = await this.#options.send(batch.map((entry) => entry.operation));
      this.#sending = 0;
      this.#take(batch, outcome);
      this.#tell();
    }
  }

  #nextBatch(): Entry[] {
    const operations = batchOf(this.#ready(), this.#most);
    return operations.map((operation) => this.#shelf.get(operation.id)!);
  }

  #take(batch: readonly Entry[], outcome: SendOutcome): void {
    switch (outcome.kind) {
      case "answered":
        return this.#takeResults(batch, outcome.results);
      case "unreachable":
        return this.#backOff(batch, outcome.reason);
      case "unauthorised":
        this.#waitingForSignIn = true;
        this.#shelf.keepTheRest();
        if (!this.#stopped) this.#options.onUnauthorised();
        return;
      case "refused":
        return this.#takeRefusal(batch, outcome.status, outcome.reason);
    }
  }

  #takeResults(batch: readonly Entry[], results: readonly Result[]): void {
    const byId = new Map(results.map((result) => [result.id, result]));
    const answered = batch.filter((entry) => byId.has(entry.operation.id));
    this.#failures = 0;
    this.#reason = null;
    for (const entry of answered) {
      const result = byId.get(entry.operation.id)!;
      if (result.status === "saved") this.#shelf.remove(entry);
      else this.#shelf.hold(entry, result);
    }
    const followers = this.#holdFollowers();
    this.#shelf.keepTheRest();
    for (const entry of answered) this.#report(entry, byId.get(entry.operation.id)!);
    this.#reportAll(followers);
    const unanswered = batch.filter((entry) => !byId.has(entry.operation.id));
    if (unanswered.length > 0) this.#backOff(unanswered, "reason_unanswered");
  }

  #takeRefusal(batch: readonly Entry[], status: number, reason: string): void {
    if (status === 413 && batch.length > 1) {
      this.#most = Math.floor(batch.length / 2);
    } else if (status === 413) {
      const [entry] = batch as [Entry];
      const { id } = entry.operation;
      this.#takeResults(batch, [{ id, status: "rejected", annotation: null, message: reason }]);
    } else if (status >= 500 || PASSING.has(status)) {
      this.#backOff(batch, reason);
    } else {
      this.#refused = true;
      this.#reason = reason;
      this.#shelf.keepTheRest();
    }
  }

  #backOff(batch: readonly Entry[], reason: string): void {
    for (const entry of batch) {
      entry.attempts += 1;
      this.#shelf.keep(entry);
    }
    this.#shelf.keepTheRest();
    this.#reason = reason;
    if (this.#stopped) return;
    const wait = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** this.#failures);
    this.#failures += 1;
    const cancel = this.#options.later(wait, () => {
      this.#retry = null;
      void this.flush();
    });
    this.#retry = { at: this.#options.now() + wait, cancel };
  }

  /** What waits for the answer to none that goes before it. */
  *#ready(): Generator<Operation> {
    for (const { operation } of this.#shelf.pending()) {
      const isPending = (id: string): boolean => this.#shelf.get(id)?.held === null;
      if (!madeUpon(operation)?.some(isPending)) yield operation;
    }
  }

  /** What was made upon a held operation is held too. */
  #holdFollowers(): Entry[] {
    const heads = new Map<string, Entry>();
    for (const entry of this.#shelf.held()) {
      const subject = subjectOf(entry.operation);
      if (!heads.has(subject)) heads.set(subject, entry);
    }
    const followers: Entry[] = [];
    for (const entry of heads.size === 0 ? [] : [...this.#shelf.pending()]) {
      const head = this.#headOf(entry.operation, heads);
      if (!head) continue;
      this.#shelf.hold(entry, behind(entry.operation, head.held!));
      followers.push(entry);
    }
    return followers;
  }

  /** One that does not say what it was made upon was made upon whatever waits of its subject. */
  #headOf(operation: Operation, heads: ReadonlyMap<string, Entry>): Entry | undefined {
    const upon = madeUpon(operation);
    if (upon === undefined) return heads.get(subjectOf(operation));
    return upon.map((id) => this.#shelf.get(id)).find((entry) => entry?.held);
  }

  #read(own: boolean): void {
    let found: ReturnType<Shelf["reread"]>;
    try {
      found = this.#shelf.reread(own);
      this.#storeReason = this.#shelf.unreadable
        ? "reason_unreadable"
        : null;
    } catch {
      // A closed store throws whatever it likes; everything then lives in memory, and says so.
      this.#storeReason = "reason_not_kept";
      return;
    }
    this.#reportAll(found.answered);
    if (found.isOtherHeld && !own && !this.#stopped) this.#options.onHeld?.();
  }

  #reportAll(held: readonly Entry[]): void {
    for (const entry of held) this.#report(entry, entry.held!);
  }

  #report(entry: Entry, result: Result): void {
    // What settled itself while others were told of is no longer held.
    const isOver = result.status !== "saved" && this.#shelf.get(entry.operation.id) !== entry;
    if (!this.#stopped && !isOver) this.#options.onResult(entry.operation, result);
  }

  #tell(): void {
    if (this.#stopped) return;
    const state = this.state();
    const told = JSON.stringify(state);
    if (told === this.#told) return;
    this.#told = told;
    this.#options.onChange(state);
  }
}
