/** What others did to an article that is being settled, between one look at it and the next. */
import type { SettleState } from "./settle_state.ts";
import type { Readings } from "./settle_types.ts";

export interface SettleNews {
  /** Whose readings came. */
  readonly came: readonly string[];
  /** Whose readings were taken back. */
  readonly left: readonly string[];
  /** How many gold passages, rejections and unclear places are others than before. */
  readonly decided: number;
}

interface Seen {
  readonly readings: Readings["readings"];
  readonly state: SettleState;
}

export function newsOf(before: Seen, after: Seen): SettleNews {
  const gold = (state: SettleState): Map<string, unknown> => new Map([...state.gold.values()].flatMap(({ id, version, isGone }) => (isGone ? [] : [[id, version] as const])));
  const decided = differing(gold(before.state), gold(after.state)) + differing(before.state.rejections, after.state.rejections)
    + differing(new Map([...before.state.unclear.keys()].map((id) => [id, true])), new Map([...after.state.unclear.keys()].map((id) => [id, true])));
  return { came: missing(after.readings, before.readings), left: missing(before.readings, after.readings), decided };
}

/** The names of those of `some` who are not among `others`. */
function missing(some: Readings["readings"], others: Readings["readings"]): string[] {
  const known = new Set(others.map(({ reviewer }) => reviewer.id));
  return some.filter(({ reviewer }) => !known.has(reviewer.id)).map(({ reviewer }) => reviewer.name || reviewer.handle);
}

function differing(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): number {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id))).length;
}
