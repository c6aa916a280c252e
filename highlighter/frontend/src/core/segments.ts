/** Segments: the pieces that a text is cut into so that each is covered by the same annotations. */
import type { Span } from "./types.ts";

export { lanes } from "./lanes.ts";

/** An annotation as it is drawn. */
export interface Mark extends Span {
  readonly id: string;
  readonly tag: string;
  readonly lane: number;
}

export interface Segment extends Span {
  /** The marks that cover the segment, by lane. */
  readonly marks: readonly Mark[];
  /** The shortest of them, whose wash shows; of two as short, the one that starts later. */
  readonly top: Mark | null;
}

/** [start, end) cut at every boundary of a mark; what no mark covers is a segment without marks. */
export function segments(start: number, end: number, marks: readonly Mark[]): Segment[] {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    if (mark.start > start) cuts.add(mark.start);
    if (mark.end < end) cuts.add(mark.end);
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  const waiting = inside.sort((a, b) => a.start - b.start);
  const found: Segment[] = [];
  let covering: Mark[] = [];
  let next = 0;
  for (let at = 0; at + 1 < bounds.length; at += 1) {
    const from = bounds[at]!;
    covering = covering.filter((mark) => mark.end > from);
    while (next < waiting.length && waiting[next]!.start <= from) covering.push(waiting[next++]!);
    found.push(segment(from, bounds[at + 1]!, covering));
  }
  return found;
}

function segment(start: number, end: number, covering: readonly Mark[]): Segment {
  const marks = [...covering].sort((a, b) => a.lane - b.lane || (a.id < b.id ? -1 : 1));
  let top: Mark | null = null;
  for (const mark of marks) if (top === null || liesAbove(mark, top)) top = mark;
  return { start, end, marks, top };
}

function liesAbove(mark: Mark, other: Mark): boolean {
  const shorter = mark.end - mark.start - (other.end - other.start);
  if (shorter !== 0) return shorter < 0;
  return mark.start !== other.start ? mark.start > other.start : mark.id < other.id;
}

/** Finds the marks of one paragraph without looking at all of them. */
export class MarkIndex {
  readonly #marks: readonly Mark[];
  /** The farthest end among the marks up to each one. */
  readonly #reach: readonly number[];

  constructor(marks: readonly Mark[]) {
    this.#marks = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
    let farthest = 0;
    this.#reach = this.#marks.map((mark) => (farthest = Math.max(farthest, mark.end)));
  }

  /** The marks that share at least one character with [start, end), by start. */
  overlapping(start: number, end: number): Mark[] {
    const found: Mark[] = [];
    for (let at = this.#firstFrom(end) - 1; at >= 0 && this.#reach[at]! > start; at -= 1) {
      if (this.#marks[at]!.end > start) found.push(this.#marks[at]!);
    }
    return found.reverse();
  }

  #firstFrom(start: number): number {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#marks[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
