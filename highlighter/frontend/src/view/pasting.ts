/** What is pasted while no field has the focus becomes evidence of the open passage. */

import { isTyping } from "./dom.ts";
import type { Stage } from "./stage.ts";

export function listenForPaste(stage: Stage, signal: AbortSignal): void {
  document.addEventListener("paste", (event) => {
    if (!stage.element.isConnected || stage.active === null || isTyping(event.target) || isTyping(document.activeElement)) return;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.trim() !== "" && stage.cards.card(stage.active)?.paste(text) === true) event.preventDefault();
  }, { signal });
}
