/** Finding one's way: words in the text, its outline, and the passage that an address names. */

import type { Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { FindBar } from "./find_bar.ts";
import { outlineSheet } from "./outline.ts";
import type { Popover } from "./popover.ts";
import type { Stage } from "./stage.ts";
import type { VerbContext } from "./verb_context.ts";

/** What was looked for does not lie at the edge of the window; pixels. */
const AROUND = 160;

export interface FindingHost {
  readonly words: Wording;
  readonly ended: AbortSignal;
  popover(): Popover;
  stage(): Stage | null;
  context(): VerbContext;
  /** What the outline hangs on. */
  anchor(): HTMLElement;
  /** The toolbar is higher or lower now. */
  resized(): void;
}

export class Finding {
  readonly bar: FindBar;
  readonly #host: FindingHost;
  /** The passage of the address that was opened already: a page that runs again opens it no second time. */
  #focused: string | null = null;

  constructor(host: FindingHost) {
    this.#host = host;
    this.bar = new FindBar({
      words: host.words,
      article: () => host.stage()?.article ?? null,
      start: () => host.stage()?.cursorStart() ?? 0,
      visible: () => this.#visible(),
      reveal: (match) => host.stage()?.reveal(match, AROUND / 2),
      left: (match, selected) => this.#left(match, selected),
      resized: () => host.resized(),
    });
    this.bar.listen(host.ended);
  }

  outline(): void {
    const { words, popover } = this.#host;
    const stage = this.#host.stage();
    if (stage === null) return;
    const open = stage.active === null ? undefined : stage.passages.get(stage.active);
    const position = stage.cursor.range?.start ?? open?.start ?? stage.firstVisible();
    const { element, first } = outlineSheet(stage, words, position, (start) => this.#go(start));
    popover().toggle(this.#host.anchor(), words.say("outline"), element, first);
  }

  /** Opens the passage that the address names, or shows the place after its @, once. */
  focus(id: string | null): void {
    const stage = this.#host.stage();
    if (stage === null || id === this.#focused) return;
    this.#focused = id;
    if (id === null) return;
    if (id.startsWith("@")) {
      const start = Number(id.slice(1));
      this.#toText(stage, start);
      stage.reveal({ start, end: start + 1 }, AROUND);
      return;
    }
    if (stage.reading.get(id) === undefined) {
      this.#host.context().notice("focus_gone");
      return;
    }
    if (stage.passages.get(id) === undefined) stage.showOthers(true);
    const passage = stage.passages.get(id);
    if (passage === undefined) return;
    this.#host.context().open(stage, id);
    stage.layout();
    stage.reveal(passage, AROUND);
    stage.cards.card(id)?.element.focus({ preventScroll: true });
  }

  /** Escape: the popover or the bar, whichever has the focus first. False when neither was open. */
  leave(): boolean {
    const { bar } = this;
    return (bar.element.contains(document.activeElement) && bar.leave()) || this.#host.popover().close() || bar.leave();
  }

  #go(start: number): void {
    const stage = this.#host.stage();
    this.#host.popover().close(false);
    this.bar.leave();
    if (stage === null) return;
    this.#toText(stage, start);
    stage.head(start);
  }

  #left(match: Span | null, selected: boolean): void {
    const stage = this.#host.stage();
    if (stage === null) return;
    if (match === null) stage.article.element.focus({ preventScroll: true });
    else this.#toText(stage, match.start);
    if (match === null || !selected) return;
    const range = stage.article.domRange(match);
    document.getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  }

  /** The cursor on the sentence there: the next tag key means it. */
  #toText(stage: Stage, position: number): void {
    const context = this.#host.context();
    document.getSelection()?.removeAllRanges();
    context.toText(stage, { start: position, end: position });
    context.follow(stage);
  }

  #visible(): Span {
    const visible = this.#host.stage()?.visible() ?? { start: 0, end: 0 };
    const more = Math.max(2000, visible.end - visible.start);
    return { start: visible.start - more, end: visible.end + more };
  }
}
