/** Painting makes text nodes anew; what the reader has selected must survive it. */

import type { ArticleView } from "./article.ts";
import { positionOf } from "./positions.ts";

interface End {
  readonly node: Node;
  readonly offset: number;
  /** The position in the text; null for an end that lies outside the article and stays where it is. */
  readonly position: number | null;
}

/** Does `paint`, and selects the same text again if the selection's nodes were replaced. */
export function keepingSelection(article: ArticleView, paint: () => void): void {
  const selection = document.getSelection();
  // By its type: to ask for anything else of it, even whether it is empty, has the page laid out at once.
  if (selection === null || selection.type !== "Range" || selection.anchorNode === null || selection.focusNode === null) {
    paint();
    return;
  }
  const anchor = endAt(article, selection.anchorNode, selection.anchorOffset);
  const focus = endAt(article, selection.focusNode, selection.focusOffset);
  paint();
  if (isStill(anchor, selection.anchorNode, selection.anchorOffset) && isStill(focus, selection.focusNode, selection.focusOffset)) return;
  const forward = (anchor.position ?? 0) <= (focus.position ?? article.text.length);
  selection.setBaseAndExtent(...placeOf(article, anchor, !forward), ...placeOf(article, focus, forward));
}

function endAt(article: ArticleView, node: Node, offset: number): End {
  const inside = article.element.contains(node);
  return { node, offset, position: inside ? positionOf(article, node, offset) : null };
}

function isStill(end: End, node: Node | null, offset: number): boolean {
  return end.node === node && end.offset === offset;
}

function placeOf(article: ArticleView, end: End, isLater: boolean): [Node, number] {
  return end.position === null ? [end.node, end.offset] : article.place(end.position, isLater);
}
