/** A list kept in order while what is in it comes, changes and goes, one at a time. */
import type { Annotation } from "./types.ts";

/** By start, end and id, as annotations stand in the text. */
export function inText(a: Annotation, b: Annotation): number {
  return a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export class InOrder<T> {
  readonly #compare: (a: T, b: T) => number;
  readonly #values: T[];

  /** `compare` is 0 only for two states of the same thing. */
  constructor(compare: (a: T, b: T) => number, values: Iterable<T> = []) {
    this.#compare = compare;
    this.#values = [...values].sort(compare);
  }

  /** All of it as it is now, and as it will be. */
  get values(): readonly T[] {
    return this.#values;
  }

  /** Puts it where it belongs, in the place of what compares equal. */
  add(value: T): void {
    const last = this.#values.at(-1);
    if (last === undefined || this.#compare(last, value) < 0) {
      this.#values.push(value);
      return;
    }
    const place = this.#placeOf(value);
    this.#values.splice(place, this.#isAt(place, value) ? 1 : 0, value);
  }

  /** Takes out what compares equal; nothing where there is none. */
  remove(value: T): void {
    const place = this.#placeOf(value);
    if (this.#isAt(place, value)) this.#values.splice(place, 1);
  }

  /** Puts `next` where `before` was or where it now belongs; null: it is not there. */
  replace(before: T | null, next: T | null): void {
    if (before !== null && (next === null || this.#compare(before, next) !== 0)) this.remove(before);
    if (next !== null) this.add(next);
  }

  #isAt(place: number, value: T): boolean {
    const found = this.#values[place];
    return found !== undefined && this.#compare(found, value) === 0;
  }

  #placeOf(value: T): number {
    let low = 0;
    let high = this.#values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(this.#values[middle]!, value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
