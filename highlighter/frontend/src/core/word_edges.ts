/**
 * Where an end can go word by word: to the words' ends, and to the sentences', so that the full
 * stop and the quotation marks around a sentence can be reached. In UTF-16.
 */
import type { Range, Units } from "./units.ts";

/** The next place after `at` where a word or a sentence ends; null behind the last. */
export function endAfter(units: Units, at: number): number | null {
  const ends = [units.next("word", point(at))?.end, units.at("sentence", at).end];
  return first(ends.filter((end) => end !== undefined && end > at));
}

/** The last place before `at` where a word or a sentence ends. */
export function endBefore(units: Units, at: number): number | null {
  return last((["word", "sentence"] as const).map((unit) => {
    const found = units.previous(unit, point(at));
    return found?.end === at ? units.previous(unit, found)?.end : found?.end;
  }));
}

/** The next place after `at` where a word or a sentence begins. */
export function startAfter(units: Units, at: number): number | null {
  return first((["word", "sentence"] as const).map((unit) => {
    const found = units.at(unit, at);
    return found.start > at ? found.start : units.next(unit, found)?.start;
  }));
}

/** The last place before `at` where a word or a sentence begins; null before the first. */
export function startBefore(units: Units, at: number): number | null {
  const starts = [units.previous("word", point(at))?.start, units.at("sentence", Math.max(0, at - 1)).start];
  return last(starts.filter((start) => start !== undefined && start < at));
}

function point(at: number): Range {
  return { start: at, end: at };
}

function first(places: readonly (number | undefined)[]): number | null {
  const known = places.filter((place) => place !== undefined);
  return known.length === 0 ? null : Math.min(...known);
}

function last(places: readonly (number | undefined)[]): number | null {
  const known = places.filter((place) => place !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}
