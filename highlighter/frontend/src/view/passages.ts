/**
 * The passages that are on the screen, in UTF-16, sorted into blocks.
 * Only what changed is looked at again: a tag costs the same in a long article as in a short one.
 */

import type { CodePoints } from "../core/offsets.ts";
import type { Reading } from "../core/reading.ts";
import { lanes, type Mark } from "../core/segments.ts";
import type { Annotation, Span } from "../core/types.ts";
import { type BlockRange, blockAt } from "./blocks.ts";

/** `start` and `end` are UTF-16 here; the annotation keeps the code points. */
export interface Passage extends Mark {
  readonly annotation: Annotation;
  readonly mine: boolean;
  readonly firstBlock: number;
  readonly lastBlock: number;
  /** What is drawn otherwise than in the reader, where several readings lie over one text. */
  readonly look?: Look;
}

export interface Look {
  /** Tells this look from others of the same passage. */
  readonly name: string;
  /** A CSS image in the place of the tag's line. */
  readonly line: string | null;
  /** What is said where it begins and ends; blank: nothing, another passage says it. */
  readonly voice: string;
  /** Its lanes lie apart, with room for names beside them, and nothing is filled. */
  readonly isOpened: boolean;
  /** How many lanes there are where it is opened. */
  readonly lanes: number;
}

/** What the text is painted from. */
export type PaintedPassages = Pick<Passages, "get" | "inBlock">;

/** In reading order; of two that begin together the longer one first. */
function before(a: Passage, b: Passage): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1);
}

export class Passages {
  readonly #reading: Reading;
  readonly #points: CodePoints;
  readonly #ranges: readonly BlockRange[];
  readonly #known = new Map<string, Passage>();
  readonly #buckets: Set<Passage>[];
  #order: Passage[] = [];
  #preview: { readonly id: string; readonly span: Span } | null = null;
  showOthers = false;

  constructor(reading: Reading, points: CodePoints, ranges: readonly BlockRange[]) {
    this.#reading = reading;
    this.#points = points;
    this.#ranges = ranges;
    this.#buckets = ranges.map(() => new Set());
  }

  get(id: string): Passage | undefined {
    return this.#known.get(id);
  }

  ordered(): readonly Passage[] {
    return this.#order;
  }

  /** In reading order. */
  inBlock(index: number): Passage[] {
    return [...(this.#buckets[index] ?? [])].sort(before);
  }

  /** In reading order, whatever was looked at again last. */
  overlapping(span: Span): Passage[] {
    const found = new Set<Passage>();
    const last = blockAt(this.#ranges, Math.max(span.start, span.end - 1));
    for (let index = blockAt(this.#ranges, span.start); index <= last; index += 1) {
      for (const passage of this.#buckets[index] ?? []) {
        if (passage.start < span.end && passage.end > span.start) found.add(passage);
      }
    }
    return [...found].sort(before);
  }

  /** Reads these passages again (null: all) and says which blocks look different. */
  refresh(ids: readonly string[] | null): Set<number> {
    const touched = new Set<number>();
    for (const id of ids ?? this.#everyId()) this.#renew(id, touched);
    return touched;
  }

  /** Shows a passage with another extent until it is dropped or let go. */
  preview(id: string | null, span: Span | null): Set<number> {
    const touched = new Set<number>();
    const previous = this.#preview?.id;
    this.#preview = id !== null && span !== null ? { id, span } : null;
    if (previous !== undefined && previous !== id) this.#renew(previous, touched);
    if (id !== null) this.#renew(id, touched);
    return touched;
  }

  /** What is gone first, then as they came, so that lanes fill as they did then; what came at once in reading order. */
  #everyId(): readonly string[] {
    const all = [...this.#reading.all()].sort((a, b) => compare(a.created_at, b.created_at) || a.start - b.start || b.end - a.end || compare(a.id, b.id));
    const live = new Set(all.map((one) => one.id));
    return [...[...this.#known.keys()].filter((id) => !live.has(id)), ...live];
  }

  #renew(id: string, touched: Set<number>): void {
    const old = this.#known.get(id);
    const next = this.#derive(id, old);
    if (old !== undefined) this.#drop(old, touched);
    if (next !== null) this.#keep(next, touched);
  }

  #derive(id: string, old: Passage | undefined): Passage | null {
    const annotation = this.#reading.get(id);
    if (annotation === undefined) return null;
    const mine = this.#reading.mine(id);
    if (!mine && !this.showOthers) return null;
    const span = this.#preview?.id === id ? this.#preview.span : this.#toUtf16(annotation);
    const firstBlock = blockAt(this.#ranges, span.start);
    const lastBlock = blockAt(this.#ranges, Math.max(span.start, span.end - 1));
    const lane = this.#lane(id, span, old);
    return { id, tag: annotation.tag, start: span.start, end: span.end, lane, annotation, mine, firstBlock, lastBlock };
  }

  #toUtf16(span: Span): Span {
    return { start: this.#points.toUtf16(span.start), end: this.#points.toUtf16(span.end) };
  }

  /** The lane it had, unless another passage is there now; else the lowest free one. */
  #lane(id: string, span: Span, old: Passage | undefined): number {
    const others = this.overlapping(span).filter((other) => other.id !== id);
    const kept = new Map(others.map((other) => [other.id, other.lane]));
    const taken = new Set(kept.values());
    if (old !== undefined && !taken.has(old.lane)) return old.lane;
    return lanes([...others, { id, ...span }], kept).get(id) ?? 0;
  }

  #keep(passage: Passage, touched: Set<number>): void {
    this.#known.set(passage.id, passage);
    this.#order.splice(this.#place(passage), 0, passage);
    for (let index = passage.firstBlock; index <= passage.lastBlock; index += 1) {
      this.#buckets[index]?.add(passage);
      touched.add(index);
    }
  }

  #drop(passage: Passage, touched: Set<number>): void {
    this.#known.delete(passage.id);
    this.#order.splice(this.#place(passage), 1);
    for (let index = passage.firstBlock; index <= passage.lastBlock; index += 1) {
      this.#buckets[index]?.delete(passage);
      touched.add(index);
    }
  }

  /** Where a passage stands, or would stand, in the reading order. */
  #place(passage: Passage): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.#order[middle] as Passage, passage) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
