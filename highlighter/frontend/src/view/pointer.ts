/** Mouse and touch in the text: clicks, hovering, and the end of a selection. */

import { positionAt } from "./positions.ts";
import { shortest } from "./marks.ts";
import type { Stage } from "./stage.ts";
import type { Verbs } from "./verbs.ts";

/** A selection made by keys or by a finger's handles is over when it rests so long. */
const REST = 220;

export function listenForPointer(stage: Stage, verbs: Verbs, signal: AbortSignal): void {
  const article = stage.article.element;
  article.addEventListener("click", (event) => {
    if (event.detail > 1 || !stage.selection().isEmpty) return;
    verbs.moving.pick(event.target as Element, positionAt(stage.article, event.clientX, event.clientY));
  }, { signal });
  article.addEventListener("mouseover", (event) => {
    const passages = stage.article.passagesAt(event.target as Element);
    stage.article.emphasise({ hovered: shortest(passages)?.id ?? null });
  }, { signal });
  article.addEventListener("mouseleave", () => stage.article.emphasise({ hovered: null }), { signal });
  watchSelection(stage, signal);
}

function watchSelection(stage: Stage, signal: AbortSignal): void {
  let down = false;
  let timer = 0;
  const show = (): void => {
    const { span } = stage.selection();
    if (span === null || stage.locked) stage.bar.hide();
    else stage.bar.show(span);
  };
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    if (document.getSelection()?.isCollapsed !== false) stage.bar.hide();
    else if (!down) timer = window.setTimeout(show, REST);
  }, { signal });
  document.addEventListener("pointerdown", (event) => { down = event.pointerType === "mouse" && event.button === 0; }, { signal, capture: true });
  document.addEventListener("pointerup", () => {
    if (!down) return;
    down = false;
    // After the click that a new selection may begin with.
    timer = window.setTimeout(show, 0);
  }, { signal, capture: true });
  signal.addEventListener("abort", () => clearTimeout(timer));
}
