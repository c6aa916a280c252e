/** Sentences whose state was refused: why, and whether to try again or let go. */

import type { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";
import type { Popover } from "./popover.ts";
import type { Stage } from "./stage.ts";

/** Under `anchor`, with the focus on what loses nothing. False where nothing of the kind waits. */
export function askAboutStates(stage: Stage, words: Wording, popover: Popover, anchor: HTMLElement): boolean {
  const waiting = stage.reading.heldStates();
  if (waiting === null) return false;
  const decide = (keep: boolean) => (): void => { popover.close(); stage.session.decideStates(keep); };
  const first = button({ class: "fcw-r-primary" }, decide(true), words.say("try_again"));
  const title = words.say("held_states", { n: waiting.sentences.length });
  const element = el("div", { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" },
    el("h2", {}, title), el("p", {}, waiting.message),
    el("div", { class: "fcw-r-question-buttons" }, first, button({ class: "fcw-r-button" }, decide(false), words.say("discard", { n: 1 }))));
  popover.toggle(anchor, title, element, first);
  return true;
}
