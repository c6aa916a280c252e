/** Painting makes text nodes anew; what the reader has selected must survive it. */

import type { ArticleView } from "./article.ts";
import { positionOf } from "./positions.ts";

interface End {
  readonly node: Node;
  readonly offset: number;
  /** The position in the text; null for an end that lies outside the article and stays where it is. */
  readonly position: number | null;
}

/** Does `paint`, and selects the same text again, or sets the caret again, if their nodes were replaced. */
export function keepingSelection(article: ArticleView, paint: () => void): void {
  const selection = document.getSelection();
  // By its type first: to ask for anything else of it has the page laid out at once.
  if (selection === null || selection.type === "None" || selection.anchorNode === null || selection.focusNode === null) {
    paint();
    return;
  }
  const anchor = endAt(article, selection.anchorNode, selection.anchorOffset);
  const focus = endAt(article, selection.focusNode, selection.focusOffset);
  const { isCollapsed } = selection;
  paint();
  if (isStill(anchor, selection.anchorNode, selection.anchorOffset) && isStill(focus, selection.focusNode, selection.focusOffset)) return;
  const forward = (anchor.position ?? 0) <= (focus.position ?? article.text.length);
  const [node, offset] = placeOf(article, anchor, !forward);
  // A caret too: whoever pressed the button and did not move yet selects from there.
  if (isCollapsed) selection.collapse(node, offset);
  else selection.setBaseAndExtent(node, offset, ...placeOf(article, focus, forward));
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
