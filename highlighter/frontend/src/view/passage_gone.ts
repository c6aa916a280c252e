/** A card whose passage went while somebody wrote in its talk: what is written can still be sent. */

import type { Annotation } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";
import type { Threads } from "./threads.ts";

/** Nothing can be done with the passage any more; above the talk is said who deleted it. */
export function tellGone(card: HTMLElement, threads: Threads, { reviewer, reviewer_name }: Annotation, words: Wording, resized: () => void): void {
  card.setAttribute("data-gone", "");
  for (const part of card.querySelectorAll(".fcw-r-deeds, .fcw-r-prompts, .fcw-r-choices")) part.remove();
  const discard = button({ class: "fcw-r-quiet" }, () => {
    threads.discard();
    threads.close();
    card.remove();
    resized();
  }, words.say("talk_discard"));
  threads.element.before(el("div", { class: "fcw-r-passage-gone" }, el("span", { role: "status" }, words.say("talk_passage_gone", { name: reviewer_name || reviewer })), discard));
  resized();
}
