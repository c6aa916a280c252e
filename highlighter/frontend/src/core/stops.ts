/** Where settling stops: runs of passages that overlap, and gold that stands alone; and what of them is open. */
import type { Gold } from "./settle_types.ts";
import type { Settlement } from "./settlement.ts";
import type { Span } from "./types.ts";

/** `parted`: readers differ; `agreed`: all have the same; `alone`: gold where nobody has anything. */
export interface Stop extends Span {
  readonly kind: "parted" | "agreed" | "alone";
  /** Reviewers' passages, in the order of the reviewers. */
  readonly annotations: readonly string[];
  /** Gold that lies over it. */
  readonly gold: readonly Gold[];
  /** Something in it is neither taken, rejected nor overlaid by gold. */
  readonly isOpen: boolean;
}

/** All of them in the order of the text. */
export function stopsOf(settlement: Settlement): Stop[] {
  const gold = settlement.gold();
  const stops: Stop[] = settlement.groups.map((group) => {
    const over = gold.filter((one) => overlap(one, group));
    const isOpen = group.annotations.some((id) => !isDecided(settlement, id, over));
    const { start, end, annotations } = group;
    return { start, end, annotations, kind: group.agreed ? "agreed" : "parted", gold: over, isOpen };
  });
  const alone = gold.filter((one) => !settlement.groups.some((group) => overlap(one, group)));
  for (const one of alone) stops.push({ start: one.start, end: one.end, kind: "alone", annotations: [], gold: [one], isOpen: false });
  return stops.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A passage is decided if it was taken, rejected, or other gold stands in its place. */
function isDecided(settlement: Settlement, id: string, gold: readonly Gold[]): boolean {
  if (settlement.rejection(id) !== null) return true;
  const passage = settlement.passage(id);
  return passage === undefined || gold.some((one) => one.sources.includes(id) || overlap(one, passage));
}

export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start;
}

/** How many are open, by what they are. */
export function openOf(stops: readonly Stop[]): { readonly parted: number; readonly agreed: number } {
  const open = stops.filter(({ isOpen }) => isOpen);
  return { parted: open.filter(({ kind }) => kind === "parted").length, agreed: open.filter(({ kind }) => kind === "agreed").length };
}

/** The next or previous of `some` from a place in the text, round the end. */
export function stepped(some: readonly Stop[], from: Stop | null, step: 1 | -1): Stop | null {
  if (some.length === 0) return null;
  if (from === null) return (step === 1 ? some[0] : some.at(-1)) ?? null;
  const later = some.filter((one) => one.start > from.start || (one.start === from.start && one.end > from.end));
  const earlier = some.filter((one) => one.start < from.start || (one.start === from.start && one.end < from.end));
  return step === 1 ? (later[0] ?? some[0] ?? null) : (earlier.at(-1) ?? some.at(-1) ?? null);
}
