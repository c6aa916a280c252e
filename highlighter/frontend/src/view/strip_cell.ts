/** One block of the strip: what its sentences are, and how it shows that. */

import type { Span } from "../core/types.ts";
import type { Coverage } from "./coverage.ts";
import { el } from "./dom.ts";
import type { Passages } from "./passages.ts";
import type { Tags } from "./tags.ts";

export interface Cell {
  /** The sentences that share it. */
  readonly first: number;
  readonly last: number;
  readonly span: Span;
  readonly element: HTMLElement;
  shown: string;
}

/** Shares of a block, in this order: each tag's, then the cleared one; what is missing to 1 is unread. */
export interface Look {
  readonly tags: readonly (readonly [tag: string, share: number])[];
  readonly cleared: number;
}

export function makeCell(first: number, last: number, span: Span): Cell {
  const element = el("div", { class: "fcw-r-cell" });
  element.style.flexGrow = String(Math.max(24, span.end - span.start));
  return { first, last, span, element, shown: "" };
}

export function lookOf(cell: Cell, sentences: readonly Span[], passages: Passages, coverage: Coverage): Look {
  const counts = new Map<string, number>();
  let cleared = 0;
  const all = cell.last - cell.first + 1;
  for (let number = cell.first; number <= cell.last; number += 1) {
    const state = coverage.state(number);
    if (state === "cleared") cleared += 1 / all;
    const tag = state === "tagged" ? leading(passages, sentences[number] as Span) : null;
    if (tag !== null) counts.set(tag, (counts.get(tag) ?? 0) + 1 / all);
  }
  return { tags: [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)), cleared };
}

/** Full, a thin line, hollow, or a mix: what is tagged fills so much of the block, and so much has the thin line. */
export function showLook(cell: Cell, look: Look, tags: Tags): void {
  const shown = JSON.stringify(look);
  if (shown === cell.shown) return;
  cell.shown = shown;
  const { element } = cell;
  const whole = look.tags.length === 1 && isAll(look.tags[0]?.[1] ?? 0) ? (look.tags[0]?.[0] ?? null) : null;
  const cleared = isAll(look.cleared);
  const mixed = whole === null && !cleared && (look.tags.length > 0 || look.cleared > 0);
  element.dataset["state"] = whole !== null ? "tagged" : cleared ? "cleared" : mixed ? "mixed" : "unread";
  element.dataset["letter"] = whole === null ? "" : (tags.get(whole)?.letter ?? "");
  element.style.setProperty("--fcw-r-c", whole === null ? "" : tags.colour(whole, "underline"));
  element.style.color = whole === null ? "" : tags.colour(whole, "on");
  element.style.setProperty("--fcw-r-mix", mixed ? mix(look, tags) : "");
  element.style.setProperty("--fcw-r-mix-cleared", mixed ? thin(look) : "");
}

function isAll(share: number): boolean {
  return share > 1 - 1e-9;
}

/** The tags' shares one after the other, from the block's begin. */
function mix(look: Look, tags: Tags): string {
  let at = 0;
  const stops = look.tags.map(([tag, share]) => {
    const from = at;
    at += share;
    return `${tags.colour(tag, "underline")} ${percent(from)} ${percent(at)}`;
  });
  return `linear-gradient(var(--fcw-r-across), ${[...stops, `transparent ${percent(at)}`].join(", ")})`;
}

/** Behind the tags' shares that of the cleared ones, which the style draws as a thin line. */
function thin(look: Look): string {
  const from = look.tags.reduce((sum, [, share]) => sum + share, 0);
  return `linear-gradient(var(--fcw-r-across), transparent ${percent(from)}, var(--fcw-r-cleared) ${percent(from)} ${percent(from + look.cleared)}, transparent ${percent(from + look.cleared)})`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

/** The reader's own tag that covers most of a sentence. */
function leading(passages: Passages, span: Span): string | null {
  const covered = new Map<string, number>();
  for (const passage of passages.overlapping(span)) {
    if (!passage.mine) continue;
    const length = Math.min(passage.end, span.end) - Math.max(passage.start, span.start);
    covered.set(passage.tag, (covered.get(passage.tag) ?? 0) + length);
  }
  let best: string | null = null;
  for (const [tag, length] of covered) if (best === null || length > (covered.get(best) ?? 0)) best = tag;
  return best;
}
