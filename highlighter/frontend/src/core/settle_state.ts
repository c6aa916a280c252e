/** What is settled of an article at one moment, and how an operation changes it. */
import type { CodePoints } from "./offsets.ts";
import { isAboutGold, isRejection } from "./operation.ts";
import type { Gold, GoldOperation, Origin, Readings, ReadPassage, Rejection, SettlingOperation, Unclear } from "./settle_types.ts";
import type { Span } from "./types.ts";

/** A gold passage with whether it was taken back. */
export interface GoldRow extends Gold {
  readonly isGone: boolean;
}

export interface SettleState {
  readonly gold: Map<string, GoldRow>;
  /** By the rejected passage's id. */
  readonly rejections: Map<string, Rejection>;
  readonly unclear: Map<string, Unclear>;
}

/** What an operation does not say and its row has. */
export interface Settling {
  readonly points: CodePoints;
  /** Whoever settles here. */
  readonly by: string;
  /** The reviewers' passages by id. */
  readonly passages: ReadonlyMap<string, ReadPassage>;
}

export function stateOf(readings: Readings): SettleState {
  const passages = readings.readings.flatMap(({ annotations }) => annotations);
  return {
    gold: new Map(readings.gold.map((row) => [row.id, { ...row, isGone: false }])),
    rejections: new Map(passages.flatMap(({ id, rejection }) => (rejection === null ? [] : [[id, rejection] as const]))),
    unclear: new Map(readings.unclear.map((row) => [row.id, row])),
  };
}

export function copyOf({ gold, rejections, unclear }: SettleState): SettleState {
  return { gold: new Map(gold), rejections: new Map(rejections), unclear: new Map(unclear) };
}

/** Changes `state` as the server would if it took the operation. */
export function applyTo(state: SettleState, operation: SettlingOperation, settling: Settling): void {
  if (isAboutGold(operation)) applyGold(state, operation, settling);
  else if (isRejection(operation)) {
    const { annotation_id, reason, note } = operation.rejection;
    if (operation.kind === "reject" && reason) state.rejections.set(annotation_id, { reason, note: note ?? null });
    else state.rejections.delete(annotation_id);
  } else {
    const { id, start, end, note } = operation.unclear;
    if (operation.kind === "flag_unclear") state.unclear.set(id, { id, start: start ?? 0, end: end ?? 0, note: note ?? null, by: settling.by });
    else state.unclear.delete(id);
  }
}

function applyGold(state: SettleState, { kind, gold }: GoldOperation, settling: Settling): void {
  const before = state.gold.get(gold.id);
  if (kind === "gold_create") {
    const { start = 0, end = 0, tag = "", note = null, sources = [] } = gold;
    const row = { id: gold.id, start, end, tag, note, sources, quote: "", origin: "own" as const, by: settling.by, version: 1, isGone: false };
    state.gold.set(gold.id, completed(row, settling));
  } else if (before !== undefined) {
    const { start, end, tag, note, sources } = { ...before, ...told(gold) };
    const isGone = kind === "gold_delete" || (kind === "gold_update" && before.isGone);
    const row = { ...before, start, end, tag, note, sources, isGone, version: before.version + 1, by: settling.by };
    state.gold.set(gold.id, completed(row, settling));
  }
}

/** What an update leaves out stays as it was. */
function told(gold: GoldOperation["gold"]): Partial<Gold> {
  return Object.fromEntries(Object.entries(gold).filter(([, value]) => value !== undefined));
}

function completed(row: GoldRow, { points, passages }: Settling): GoldRow {
  return { ...row, quote: points.slice(row.start, row.end), origin: originOf(row, row.tag, row.sources, passages) };
}

/** One source as it was is accepted, several alike are agreed, any other extent or tag is changed. */
export function originOf(span: Span, tag: string, sources: readonly string[], passages: ReadonlyMap<string, ReadPassage>): Origin {
  if (sources.length === 0) return "own";
  const alike = sources.every((id) => {
    const source = passages.get(id);
    return source?.start === span.start && source.end === span.end && source.tag === tag;
  });
  if (!alike) return "changed";
  return sources.length === 1 ? "accepted" : "agreed";
}
