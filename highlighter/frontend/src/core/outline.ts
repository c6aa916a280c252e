/** The outline of a text: its parts, from heading to heading. In UTF-16. */

import type { Heading } from "./headings.ts";
import type { Span } from "./types.ts";

/** What comes before the first heading belongs to no heading, and is a part too. */
export interface Part extends Span {
  readonly title: Span;
  readonly level: number;
}

/** The parts of a text, from each heading to the next; from paragraph to paragraph where `found` is empty. */
export function partsOf(text: string, found: readonly Heading[], paragraphs: readonly Span[]): Part[] {
  const titles = found.length > 0 ? found : paragraphs.filter((one) => text.slice(one.start, one.end).trim() !== "").map((one) => ({ ...one, level: 1 }));
  const parts = titles.map((title, at): Part => ({ title, level: title.level, start: title.start, end: titles[at + 1]?.start ?? text.length }));
  const first = parts[0];
  if (found.length === 0 || first === undefined || text.slice(0, first.start).trim() === "") return parts;
  return [{ title: { start: 0, end: first.start }, level: 1, start: 0, end: first.start }, ...parts];
}
