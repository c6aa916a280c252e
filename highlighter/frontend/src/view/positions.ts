/** From a place in the DOM to a position in the text (UTF-16), whatever kind of place it is. */

import { directionAt } from "../core/direction.ts";
import type { Span } from "../core/types.ts";
import type { ArticleView } from "./article.ts";

/** The position of a DOM boundary point; outside the article it is the text's start or end. */
export function positionOf(article: ArticleView, node: Node, offset: number): number {
  if (!article.element.contains(node)) return clipped(article, node, offset);
  if (node.nodeType === Node.TEXT_NODE) return startOf(article, node) + offset;
  const child = node.childNodes[offset];
  if (child !== undefined) return startOf(article, child);
  return startOf(article, node) + (node.textContent?.length ?? 0);
}

function clipped(article: ArticleView, node: Node, offset: number): number {
  const whole = document.createRange();
  whole.selectNodeContents(article.element);
  return whole.comparePoint(node, offset) < 0 ? 0 : article.text.length;
}

function startOf(article: ArticleView, node: Node): number {
  if (node === article.element) return 0;
  let before = 0;
  for (let at: Node = node; ; ) {
    const index = article.blockOf(at);
    if (index !== null && article.blockElement(index) === at) return (article.ranges[index]?.start ?? 0) + before;
    for (let sibling = at.previousSibling; sibling !== null; sibling = sibling.previousSibling) {
      before += sibling.textContent?.length ?? 0;
    }
    const parent = at.parentNode;
    if (parent === null || parent === article.element) return before;
    at = parent;
  }
}

/** What the DOM selection covers of the article; null where it is collapsed or wholly outside. */
export function selectedSpan(article: ArticleView): Span | null {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(article.element)) return null;
  const start = positionOf(article, range.startContainer, range.startOffset);
  const end = positionOf(article, range.endContainer, range.endOffset);
  return start < end ? { start, end } : null;
}

/** The position under a point of the window, or null where there is no text. */
export function positionAt(article: ArticleView, x: number, y: number): number | null {
  if ("caretPositionFromPoint" in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret !== null && article.element.contains(caret.offsetNode) ? positionOf(article, caret.offsetNode, caret.offset) : null;
  }
  const range = (document as Document & { caretRangeFromPoint?(x: number, y: number): Range | null }).caretRangeFromPoint?.(x, y) ?? null;
  return range !== null && article.element.contains(range.startContainer) ? positionOf(article, range.startContainer, range.startOffset) : null;
}

export interface Line {
  readonly left: number;
  readonly right: number;
  /** The top of the letters' box, not of the line. */
  readonly top: number;
  readonly bottom: number;
}

/** One box a line for a piece of text, in client pixels; the blank lines between paragraphs have none. */
export function linesOf(article: ArticleView, span: Span): Line[] {
  const lines: { left: number; right: number; top: number; bottom: number }[] = [];
  for (const box of article.boxesOf(span)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && Math.abs(last.top - box.top) < 6) {
      last.left = Math.min(last.left, box.left);
      last.right = Math.max(last.right, box.right);
      last.bottom = Math.max(last.bottom, box.bottom);
    } else if (last === undefined || box.top > last.top) {
      lines.push({ left: box.left, right: box.right, top: box.top, bottom: box.bottom });
    }
  }
  return lines;
}

/** Lines with so many pixels above and below them; null for none. */
export function boxAround(lines: readonly Line[], around: number): { readonly top: number; readonly bottom: number } | null {
  const first = lines[0];
  const last = lines[lines.length - 1];
  return first === undefined || last === undefined ? null : { top: first.top - around, bottom: last.bottom + around + 12 };
}

/**
 * Where a span begins or ends on the screen: `x` at the side of its first or last letter from which
 * or to which that letter runs, `top` of the letters' box. Null where there is no box.
 */
export function edgeOf(article: ArticleView, span: Span, edge: "start" | "end"): { readonly x: number; readonly top: number } | null {
  const { text } = article;
  const at = edge === "start" ? span.start : span.end - (isTrailing(text, span.end - 1) ? 2 : 1);
  const width = text.codePointAt(at) !== undefined && (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
  const boxes = article.boxesOf({ start: at, end: at + width });
  const box = edge === "start" ? boxes[0] : boxes[boxes.length - 1];
  if (box === undefined) return null;
  const runsRight = directionAt(text, at, article.directionAt(at)) === "ltr";
  return { x: runsRight === (edge === "start") ? box.left : box.right, top: box.top };
}

function isTrailing(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Where the text was clicked last, with nothing selected. */
export function caretIn(article: ArticleView): number | null {
  const selection = document.getSelection();
  const node = selection?.isCollapsed === true ? selection.anchorNode : null;
  if (node === null || selection === null || !article.element.contains(node)) return null;
  return positionOf(article, node, selection.anchorOffset);
}
