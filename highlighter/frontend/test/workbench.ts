/** A workbench, a browser's store and a clock that stand still until a test moves them. */
import assert from "node:assert/strict";
import { CodePoints } from "../src/core/offsets.ts";
import { isAboutPassage, isAboutSentences, isAboutTalk } from "../src/core/operation.ts";
import { Outbox, webLocks } from "../src/core/outbox.ts";
import type { Locks, OutboxState, Send, SendOutcome, Store } from "../src/core/outbox.ts";
import { Reading } from "../src/core/reading.ts";
import type { Change } from "../src/core/reading.ts";
import type { Annotation, AnnotationOperation, Kind, Operation, ReadingOperation, Result } from "../src/core/types.ts";

export const REVISION = 7;
export const ADA = { handle: "ada@desk", name: "Ada" };
export const TEXT = "A family 👨🏻‍🚒 walked by the sea, said Dr. Müller. Nobody else did.";
const POINTS = new CodePoints(TEXT);

let made = 0;
export const newId = (): string => `id-${String((made += 1)).padStart(5, "0")}`;

/** An operation as the reader would make it; what is left out is of no interest to the test. */
export function operation(
  kind: Kind,
  annotation: Partial<AnnotationOperation["annotation"]> = {},
): AnnotationOperation {
  const defaults = { id: newId(), revision_id: REVISION, start: 2, end: 8, tag: "sourced" };
  return { id: newId(), kind, annotation: { ...defaults, ...annotation } };
}

export function clearing(sentences: readonly number[], kind: ReadingOperation["kind"] = "clear"): ReadingOperation {
  return { id: newId(), kind, reading: { revision_id: REVISION, sentences } };
}

/** The operations as those of passages, which they all are. */
export function ofPassages(operations: readonly Operation[]): AnnotationOperation[] {
  assert.ok(operations.every(isAboutPassage));
  return [...operations] as AnnotationOperation[];
}

/** The server's half of the contract: applied once, in order, upon the version that was seen. */
export class Workbench {
  readonly rows = new Map<string, Annotation & { deleted: boolean }>();
  readonly calls: (readonly Operation[])[] = [];
  readonly #answers = new Map<string, Result>();
  /** What fails a whole call, consulted before anything is applied. */
  failing: (operations: readonly Operation[]) => SendOutcome | null = () => null;
  /** Tags that the server refuses. */
  readonly retired = new Set<string>();
  /** The sentences that were cleared. */
  readonly cleared = new Set<number>();
  /** Whether the reading was submitted, and takes no more changes. */
  submitted = false;
  /** Whether the connection breaks after the commit and before the answer. */
  losesAnswers = false;
  /** What every answer waits for, after the commit. */
  late: Promise<void> = Promise.resolve();

  readonly send: Send = async (operations) => {
    this.calls.push(operations);
    const failure = this.failing(operations);
    if (failure) return failure;
    const results = operations.map((each) => this.apply(each));
    await this.late;
    return this.losesAnswers
      ? { kind: "unreachable", reason: "The connection broke." }
      : { kind: "answered", results };
  };

  /** Ids of the operations sent, over all calls. */
  sent(): string[] {
    return this.calls.flat().map((each) => each.id);
  }

  live(): Annotation[] {
    return [...this.rows.values()].filter((row) => !row.deleted).map(rowOf);
  }

  apply(asked: Operation): Result {
    const known = this.#answers.get(asked.id);
    if (known) return known;
    const result = this.#decide(asked);
    this.#answers.set(asked.id, result);
    return result;
  }

  #decide(asked: Operation): Result {
    const locked = { id: asked.id, status: "rejected", annotation: null, message: "The reading is submitted." } as const;
    if (this.submitted) return locked;
    if (isAboutPassage(asked)) return this.#decidePassage(asked);
    if (isAboutSentences(asked)) return this.#decideSentences(asked);
    assert.ok(isAboutTalk(asked), "it settles, which no reading does");
    return { id: asked.id, status: "saved", annotation: null, message: null };
  }

  #decideSentences({ id, kind, reading }: ReadingOperation): Result {
    for (const sentence of reading.sentences) {
      if (kind === "clear") this.cleared.add(sentence);
      else this.cleared.delete(sentence);
    }
    return { id, status: "saved", annotation: null, message: null };
  }

  #decidePassage({ id, kind, annotation: wanted }: AnnotationOperation): Result {
    const row = this.rows.get(wanted.id);
    const no = (status: "conflict" | "rejected", message: string): Result => {
      const theirs = status === "conflict" && row ? rowOf(row) : null;
      return { id, status, annotation: theirs, message };
    };
    if (this.retired.has(wanted.tag) && row?.tag !== wanted.tag) return no("rejected", `The tag ${wanted.tag} is retired.`);
    if ((kind === "create") !== (row === undefined)) return no("rejected", "There is no such passage.");
    if (row && row.version !== wanted.version) return no("conflict", "It was changed elsewhere.");
    if (row && row.deleted !== (kind === "restore")) return no("conflict", "It was deleted elsewhere.");
    const values = kind === "create" || kind === "update" ? this.#rowFor(wanted, row) : row!;
    const stored = { ...values, version: (row?.version ?? 0) + 1, deleted: kind === "delete" };
    this.rows.set(wanted.id, stored);
    return { id, status: "saved", annotation: rowOf(stored), message: null };
  }

  #rowFor(wanted: AnnotationOperation["annotation"], row?: Annotation): Annotation {
    const { id, start, end, tag, evidence = row?.evidence ?? [] } = wanted;
    const { note = row?.note ?? null, confidence = row?.confidence ?? null } = wanted;
    const at = "2026-01-01T00:00:00Z";
    return {
      id, start, end, tag, note, confidence, evidence, quote: POINTS.slice(start, end), version: 0,
      reviewer: ADA.handle, reviewer_name: ADA.name, origin: "human", created_at: at, updated_at: at,
    };
  }
}

/** A deleted row says when it was deleted. */
function rowOf({ deleted, ...row }: Annotation & { deleted: boolean }): Annotation {
  return deleted ? Object.assign(row, { deleted_at: row.updated_at }) : row;
}

/** What tabs share: a store that can be full. */
export class Shelf implements Store {
  readonly values = new Map<string, string>();
  full = false;
  /** How many values it has room for. */
  most = Number.POSITIVE_INFINITY;

  keys(): string[] {
    return [...this.values.keys()];
  }
  get(key: string): string | null {
    return this.values.get(key) ?? null;
  }
  set(key: string, value: string): void {
    const fits = this.values.has(key) || this.values.size < this.most;
    if (this.full || !fits) throw new DOMException("full", "QuotaExceededError");
    this.values.set(key, value);
  }
  remove(key: string): void {
    this.values.delete(key);
  }
}

/** Time that passes only when told to. */
export class Clock {
  at = 1_000_000;
  #waiting: { at: number; work: () => void }[] = [];

  readonly now = (): number => this.at;

  readonly later = (ms: number, work: () => void): (() => void) => {
    const entry = { at: this.at + ms, work };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  };

  pass(ms: number): void {
    this.at += ms;
    const due = this.#waiting.filter((entry) => entry.at <= this.at);
    this.#waiting = this.#waiting.filter((entry) => entry.at > this.at);
    for (const { work } of due) work();
  }
}

export interface Tab {
  readonly outbox: Outbox;
  readonly results: Result[];
  readonly states: OutboxState[];
  unauthorised: number;
}

/** One browser: tabs opened in it share its store and its locks. */
export class Browser {
  readonly store = new Shelf();
  readonly locks: Locks = webLocks(undefined, { isHidden: () => false, later: () => () => {} });
  readonly clock = new Clock();
  readonly workbench: Workbench;

  constructor(workbench: Workbench = new Workbench()) {
    this.workbench = workbench;
  }

  open(
    reviewer = 1,
    onResult: (operation: Operation, result: Result) => void = () => {},
    onHeld: () => void = () => {},
  ): Tab {
    const { store, locks, clock } = this;
    const results: Result[] = [];
    const states: OutboxState[] = [];
    const tab = { results, states, unauthorised: 0 };
    const outbox = new Outbox({
      instance: "db", reviewer, store, locks, send: this.workbench.send, now: clock.now,
      later: clock.later, onChange: (state) => states.push(state),
      onUnauthorised: () => (tab.unauthorised += 1), onHeld,
      onResult: (asked, result) => {
        results.push(result);
        onResult(asked, result);
      },
    });
    return Object.assign(tab, { outbox });
  }
}

/** A reading whose changes go through a tab's outbox, as the page wires them. */
export function openReading(browser: Browser): { reading: Reading; tab: Tab; give: Give } {
  const reading = emptyReading();
  const agree = (): void => void give(reading.agreed());
  const settle = (asked: Operation, result: Result): void => {
    reading.settle(asked, result);
    if (result.status !== "saved") agree();
  };
  const tab = browser.open(1, settle, () => { give(reading.reconcile(tab.outbox.held())); agree(); });
  const { workbench } = browser;
  reading.load(workbench.live(), tab.outbox.pending(), tab.outbox.held(), null, [...workbench.cleared]);
  function give<T extends { readonly operations: readonly Operation[] } | null>(change: T): T {
    tab.outbox.release((change as Change | null)?.released ?? []);
    for (const each of change?.operations ?? []) tab.outbox.add(each);
    return change;
  }
  return { reading, tab, give };
}

type Give = <T extends { readonly operations: readonly Operation[] } | null>(change: T) => T;

export function emptyReading(): Reading {
  const now = (): string => "2026-01-01T00:00:00Z";
  return new Reading({ revisionId: REVISION, reviewer: ADA, points: POINTS, newId, now });
}
