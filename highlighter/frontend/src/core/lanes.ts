/** Lanes: which of the lines below the text belongs to which annotation. */
import type { Span } from "./types.ts";

type Identified = Span & { readonly id: string };

/**
 * One lane (0, 1, 2, ...) for each annotation; two that overlap never share one. An annotation with
 * a lane in `previous` keeps it unless one that comes first keeps it too. The order is by start,
 * then longer first, then id, whatever order the annotations come in.
 */
export function lanes(
  annotations: readonly Identified[],
  previous: ReadonlyMap<string, number>,
): Map<string, number> {
  const ordered = [...annotations].sort(byStartThenLonger);
  const taken: Identified[][] = [];
  const given = new Map<string, number>();
  for (const annotation of ordered) {
    const lane = previous.get(annotation.id);
    if (lane !== undefined && place(taken, lane, annotation)) given.set(annotation.id, lane);
  }
  for (const annotation of ordered) {
    if (given.has(annotation.id)) continue;
    let lane = 0;
    while (!place(taken, lane, annotation)) lane += 1;
    given.set(annotation.id, lane);
  }
  return given;
}

function byStartThenLonger(a: Identified, b: Identified): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Puts the annotation into the lane, kept sorted, if it is free there. */
function place(taken: Identified[][], lane: number, annotation: Identified): boolean {
  while (taken.length <= lane) taken.push([]);
  const row = taken[lane]!;
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (row[middle]!.start < annotation.start) low = middle + 1;
    else high = middle;
  }
  const before = row[low - 1];
  const after = row[low];
  if (before !== undefined && before.end > annotation.start) return false;
  if (after !== undefined && after.start < annotation.end) return false;
  row.splice(low, 0, annotation);
  return true;
}
