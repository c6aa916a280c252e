/** Paints what was found into the text without touching it: neither its letters nor its marks. */

import type { Span } from "../core/types.ts";
import type { ArticleView } from "./article.ts";

const ALL = "fcw-r-found";
const CURRENT = "fcw-r-found-current";

/** Shows those matches that touch `visible`, and the current one above them. */
export function paintFound(article: ArticleView, matches: readonly Span[], current: Span | null, visible: Span): void {
  if (!("highlights" in CSS)) return;
  const near: StaticRange[] = [];
  for (let at = firstEndingAfter(matches, visible.start); at < matches.length; at += 1) {
    const match = matches[at] as Span;
    if (match.start > visible.end) break;
    if (match !== current) near.push(still(article, match));
  }
  CSS.highlights.set(ALL, new Highlight(...near));
  const now = new Highlight(...(current === null ? [] : [still(article, current)]));
  now.priority = 1;
  CSS.highlights.set(CURRENT, now);
}

export function wipeFound(): void {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}

/** The place of the first span that ends after `position`: spans in order, none overlapping. */
export function firstEndingAfter(spans: readonly Span[], position: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).end <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function still(article: ArticleView, span: Span): StaticRange {
  const [startContainer, startOffset] = article.place(span.start, false);
  const [endContainer, endOffset] = article.place(span.end, true);
  return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
}
