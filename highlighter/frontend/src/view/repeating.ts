/** The offer to tag what reads the same elsewhere: it stands beside the save state until the next action. */

import { Repeats } from "../core/repeats.ts";
import type { Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, keyCap } from "./dom.ts";
import type { Passage } from "./passages.ts";
import type { Stage } from "./stage.ts";

export interface Offer {
  readonly spans: readonly Span[];
  readonly tag: string;
}

export class Repeating {
  readonly element: HTMLElement = el("div", { class: "fcw-r-repeats", role: "status" });
  readonly #words: Wording;
  readonly #stroke: string;
  readonly #accept: () => void;
  #repeats: Repeats | null = null;
  #offer: Offer | null = null;
  #asked = 0;

  constructor(words: Wording, stroke: string, accept: () => void) {
    this.#words = words;
    this.#stroke = stroke;
    this.#accept = accept;
  }

  /** Reads the text's words while nothing else is to do: the first tag need not wait for it. */
  prepare(stage: Stage, language: string, signal: AbortSignal): void {
    const read = (): void => {
      if (signal.aborted) return;
      this.#repeats = new Repeats(stage.article.text, language);
      this.#repeats.of({ start: 0, end: 1 });
    };
    if ("requestIdleCallback" in window) requestIdleCallback(read, { timeout: 5000 });
    else setTimeout(read, 1000);
  }

  /** Looks for the passage's words once the tag is painted: nobody waits for it. */
  look(stage: Stage, id: string): void {
    this.hide();
    this.#asked = window.setTimeout(() => {
      const passage = stage.passages.get(id);
      if (this.#repeats === null || passage === undefined || !passage.mine || stage.locked) return;
      const spans = this.#repeats.of(passage).filter((span) => !carries(stage, span, passage));
      if (spans.length > 0) this.#show({ spans, tag: passage.tag });
    }, 30);
  }

  /** What is offered, which is then no longer offered; null where nothing is. */
  take(): Offer | null {
    const offer = this.#offer;
    this.hide();
    return offer;
  }

  hide(): void {
    clearTimeout(this.#asked);
    if (this.#offer === null) return;
    this.#offer = null;
    this.element.replaceChildren();
  }

  #show(offer: Offer): void {
    this.#offer = offer;
    const off = this.element.closest("[data-letters-off]") !== null;
    const attributes = { class: "fcw-r-button fcw-r-repeat", ...(off ? {} : { "aria-keyshortcuts": this.#stroke }) };
    this.element.replaceChildren(button(attributes, this.#accept, this.#words.say("also_here", { n: offer.spans.length }), keyCap(this.#stroke)));
  }
}

/** The reviewer tagged it so already. */
function carries(stage: Stage, span: Span, passage: Passage): boolean {
  return stage.passages.overlapping(span).some((one) => one.mine && one.tag === passage.tag);
}
