/** Whoever comes to the text by keys sees where in it they are: at what is unread first, until they go elsewhere. */

import type { Stage } from "./stage.ts";

export function showArrival(stage: Stage, signal: AbortSignal): void {
  const article = stage.article.element;
  const show = (): void => {
    if (document.activeElement !== article || !article.matches(":focus-visible")) return;
    if (stage.cursor.range !== null || stage.active !== null || !stage.selection().isEmpty) return;
    stage.cursor.rest(stage.cursorStart());
    stage.reveal(stage.cursor.range);
  };
  // The key that brought the focus here may place the cursor itself, or open a passage.
  article.addEventListener("focus", () => queueMicrotask(show), { signal });
}
