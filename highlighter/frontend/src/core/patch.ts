/** From what a reviewer wants of an annotation to what its operation names. */
import { sameField } from "./item.ts";
import type { Values } from "./item.ts";
import type { Confidence, Evidence } from "./types.ts";

export interface Patch {
  readonly start?: number;
  readonly end?: number;
  readonly tag?: string;
  readonly note?: string | null;
  readonly confidence?: Confidence | null;
  readonly evidence?: readonly Evidence[];
}

/** What an operation names: all values, or all but those that may be left out. */
export type Sent = Omit<Values, Optional> & Partial<Pick<Values, Optional>>;
type Optional = "note" | "confidence" | "evidence";

/** What may be left out is named only where it changed: it may have changed elsewhere too. */
export function changedOf(before: Values, after: Values): Sent {
  const { start, end, tag } = after;
  const sent: { -readonly [Field in keyof Sent]: Sent[Field] } = { start, end, tag };
  if (!sameField("note", before, after)) sent.note = after.note;
  if (!sameField("confidence", before, after)) sent.confidence = after.confidence;
  if (!sameField("evidence", before, after)) sent.evidence = after.evidence;
  return sent;
}

/** The patch's fields in place of the values'; null empties a field, undefined leaves it. */
export function patched(values: Values, patch: Patch): Values {
  return {
    start: patch.start ?? values.start,
    end: patch.end ?? values.end,
    tag: patch.tag ?? values.tag,
    note: patch.note === undefined ? values.note : patch.note,
    confidence: patch.confidence === undefined ? values.confidence : patch.confidence,
    evidence: patch.evidence ?? values.evidence,
  };
}
