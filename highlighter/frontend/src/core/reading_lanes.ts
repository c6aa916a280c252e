/** Lanes of several readings below one text: gold on top, then the reviewers, in the same order everywhere. */
import { lanes } from "./lanes.ts";
import type { Stop } from "./stops.ts";
import type { Settlement } from "./settlement.ts";

/** The lanes of one stop. */
export interface StopLanes {
  /** By the id of a reviewer's passage or gold. */
  readonly lane: ReadonlyMap<string, number>;
  /** The first lane of gold, then of each reviewer. */
  readonly first: readonly number[];
  /** How many lanes there are. */
  readonly count: number;
}

/**
 * Gold has the first lanes, then each reviewer one, or as many as passages of theirs lie over one
 * another; where all agree, all share one. `goldLane`: of gold, which may reach over several stops.
 */
export function lanesOf(stop: Stop, settlement: Settlement, goldLane: ReadonlyMap<string, number>): StopLanes {
  const lane = new Map<string, number>();
  for (const { id } of stop.gold) lane.set(id, goldLane.get(id) ?? 0);
  const first = [0];
  let next = Math.max(1, ...[...lane.values()].map((one) => one + 1));
  if (stop.kind === "agreed") {
    for (const id of stop.annotations) lane.set(id, next);
    return { lane, first, count: next + 1 };
  }
  for (const { annotations } of settlement.readings) {
    const own = annotations.filter(({ id }) => stop.annotations.includes(id));
    const within = lanes(own, new Map());
    first.push(next);
    for (const [id, place] of within) lane.set(id, next + place);
    next += Math.max(1, ...[...within.values()].map((place) => place + 1));
  }
  return { lane, first, count: next };
}

/** The lanes of all gold. */
export function goldLanes(settlement: Settlement): Map<string, number> {
  return lanes(settlement.gold(), new Map());
}
