/** One annotation as the reader has it: what is shown, what the server said, what is under way. */
import type { Annotation, AnnotationOperation, Confidence, Evidence, Result, Span } from "./types.ts";

/** What a reviewer can change about an annotation. */
export interface Values extends Span {
  readonly tag: string;
  readonly note: string | null;
  readonly confidence: Confidence | null;
  readonly evidence: readonly Evidence[];
}

export function valuesOf(from: Annotation | AnnotationOperation["annotation"]): Values {
  const { start, end, tag, note = null, confidence = null, evidence = [] } = from;
  return { start, end, tag, note, confidence, evidence };
}

/** The values with those that the operation names in place of them. */
export function overlaid(values: Values, { annotation: named }: AnnotationOperation): Values {
  const { start, end, tag } = named;
  const { note = values.note, confidence = values.confidence, evidence = values.evidence } = named;
  return { start, end, tag, note, confidence, evidence };
}

export const FIELDS = ["start", "end", "tag", "note", "confidence", "evidence"] as const;

export function sameField(field: (typeof FIELDS)[number], a: Values, b: Values): boolean {
  return field === "evidence" ? sameEvidence(a.evidence, b.evidence) : a[field] === b[field];
}

export function sameValues(a: Values, b: Values): boolean {
  return FIELDS.every((field) => sameField(field, a, b));
}

export function sameEvidence(a: readonly Evidence[], b: readonly Evidence[]): boolean {
  return JSON.stringify(a.map(told)) === JSON.stringify(b.map(told));
}

function told({ url, quote, stance, citation = "" }: Evidence): unknown[] {
  return [url, quote, stance, citation];
}

/** An operation that waits for the person, with the answer that it got. */
export interface HeldPassage {
  readonly operation: AnnotationOperation;
  readonly result: Result;
  /** This tab made it since it was opened. */
  readonly isOwn?: boolean;
}

export class Item {
  /** As it is shown; its version is the one that it will have once everything queued is saved. */
  local: Annotation;
  live: boolean;
  /** The newest row the server told of; null where it has none, or a deleted one. */
  stored: Annotation | null;
  /** The row as it was deleted elsewhere, where a conflict told of it. */
  gone: Annotation | null = null;
  /** Not yet answered, oldest first. */
  queue: AnnotationOperation[] = [];
  /** Answered with a conflict or a rejection: waiting for the person. */
  held: HeldPassage[] = [];

  constructor(local: Annotation, stored: Annotation | null, live: boolean) {
    this.local = local;
    this.stored = stored;
    this.live = live;
  }

  /** Of the row that the server has, live or deleted; 0: none that is known. */
  get version(): number {
    return this.stored?.version ?? (this.live ? 0 : this.local.version);
  }

  /** Whether something of it is under way or waits for the person. */
  get isBusy(): boolean {
    return this.queue.length > 0 || this.held.length > 0;
  }

  /** Whether the server has other values of it than this tab made, or none at all. */
  isOlderThan(told: Item | undefined): boolean {
    return told === undefined ? this.stored !== null : told.local.version > this.local.version;
  }

  /** Shows what the operation does, before any answer. */
  apply(operation: AnnotationOperation, quote: string, at: string): void {
    this.queue.push(operation);
    const version = Math.max(this.local.version, (operation.annotation.version ?? 0) + 1);
    this.live = operation.kind !== "delete";
    // The server has a create that it already tells of: later changes may be in its row.
    const known = operation.kind === "create" && this.stored !== null;
    if (!this.live || known) this.local = { ...this.local, version };
    else this.show(operation, quote, at, version);
  }

  /** Shows the operation's values without queueing it. */
  show(operation: AnnotationOperation, quote: string, at: string, version: number): void {
    const values = overlaid(valuesOf(this.local), operation);
    this.local = { ...this.local, ...values, quote, version, updated_at: at };
  }

  /** The server's answer; with `isEdited`, what another tab had saved does not change what is seen. */
  settle(operation: AnnotationOperation, result: Result, isEdited: boolean): void {
    const isOwn = this.queue.some((queued) => queued.id === operation.id);
    this.queue = this.queue.filter((queued) => queued.id !== operation.id);
    if (result.status === "saved") return this.#save(operation, result.annotation, isEdited && !isOwn);
    const { annotation: row } = result;
    // What is held behind another passage's conflict has that one's answer.
    if (result.status === "conflict" && (row === null || row.id === this.local.id)) {
      this.stored = row === null || isDeleted(row) ? null : newest(this.stored, row);
    }
    this.hold(operation, result, isOwn);
  }

  /** Adds an answer that waits for the person; what this tab did is decided before other tabs' work. */
  hold(operation: AnnotationOperation, result: Result, isOwn: boolean): void {
    if (this.held.some((other) => other.operation.id === operation.id)) return;
    const held = { operation, result, isOwn };
    const place = isOwn ? this.held.findIndex((other) => !other.isOwn) : -1;
    this.held.splice(place === -1 ? this.held.length : place, 0, held);
    this.live = true;
    const { annotation: row } = result;
    if (row?.id === this.local.id && isDeleted(row)) this.gone = row;
    if (operation.kind === "delete" && this.stored) this.local = this.stored;
  }

  /** Of what waits the first operation and those made upon it: what the person sees and decides. */
  chain(): readonly HeldPassage[] {
    const [first, ...others] = this.held;
    if (!first) return [];
    const chain = [first];
    const ids = new Set([first.operation.id]);
    for (const each of others) {
      const { id, after } = each.operation;
      if (after?.some((upon) => ids.has(upon)) === false) continue;
      chain.push(each);
      ids.add(id);
    }
    return chain;
  }

  /** Lets go of these operations. */
  release(ids: ReadonlySet<string>): void {
    this.held = this.held.filter(({ operation }) => !ids.has(operation.id));
  }

  /** What the operations of the chain would make of the row as it now is; null: deleted. */
  outcome(): Values | null {
    return this.chain().at(-1)?.operation.kind === "delete" ? null : this.wanted();
  }

  /** As `outcome`, with the values that a delete leaves. */
  wanted(): Values {
    const changes = this.chain().filter(({ operation }) => operation.kind !== "delete");
    const row = valuesOf(this.stored ?? this.gone ?? this.local);
    return changes.reduce((values, { operation }) => overlaid(values, operation), row);
  }

  #save(operation: AnnotationOperation, row: Annotation | null, isKept: boolean): void {
    const deleted = operation.kind === "delete";
    this.stored = deleted ? null : newest(this.stored, row ?? this.local);
    this.gone = null;
    if (isKept || this.queue.length > 0 || this.held.length > 0) return;
    this.live = !deleted;
    this.local = this.stored ?? { ...this.local, version: row?.version ?? this.local.version };
  }
}

function isDeleted(row: Annotation): boolean {
  return "deleted_at" in row && row.deleted_at !== null;
}

/** The answer to an operation sent twice is its first one, and may be older than what is known. */
function newest(known: Annotation | null, told: Annotation): Annotation {
  return known !== null && known.version > told.version ? known : told;
}
