/** What passages become when they are cut in two, joined, or tagged a second time. */
import { sameEvidence } from "./item.ts";
import type { Values } from "./item.ts";
import { trimToWords } from "./offsets.ts";
import type { CodePoints } from "./offsets.ts";
import type { Confidence, Span } from "./types.ts";

const LOWEST_FIRST: readonly Confidence[] = ["low", "medium", "high"];

/**
 * The two parts of a passage cut at `at`, a code point; the white space at the cut belongs to
 * neither. Null where one of them would be without words.
 */
export function halves(values: Values, at: number, points: CodePoints): readonly [Values, Values] | null {
  const { start, end } = values;
  if (!Number.isInteger(at) || at <= start || at >= end) return null;
  const first = trimmed({ start, end: at }, points);
  const second = trimmed({ start: at, end }, points);
  if (first === null || second === null) return null;
  return [{ ...values, end: first.end }, { ...values, start: second.start }];
}

/** What holds all that the passages hold; they come in the order of the text, at least one. */
export function joined(parts: readonly [Values, ...Values[]]): Values {
  const [first] = parts;
  const notes = parts.map(({ note }) => note?.trim() ?? "").filter((note) => note !== "");
  const evidence = parts.flatMap((part) => part.evidence);
  return {
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
    tag: first.tag,
    note: notes.length === 0 ? null : [...new Set(notes)].join("\n\n"),
    confidence: LOWEST_FIRST.find((each) => parts.some(({ confidence }) => confidence === each)) ?? null,
    evidence: evidence.filter((item, at) => evidence.findIndex((other) => sameEvidence([other], [item])) === at),
  };
}

function trimmed(span: Span, points: CodePoints): Span | null {
  const found = trimToWords(points.text, points.toUtf16(span.start), points.toUtf16(span.end));
  return found && { start: points.toCodePoint(found.start), end: points.toCodePoint(found.end) };
}
