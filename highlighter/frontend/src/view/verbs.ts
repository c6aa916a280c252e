/** What a key, a button or a card can do to the reading, by kind; each verb says aloud what it did. */

import type { Change } from "../core/reading.ts";
import { CardDeeds } from "./card_deeds.ts";
import { Clearing } from "./clearing.ts";
import { Extents } from "./extents.ts";
import { Moving } from "./moving.ts";
import type { Parts } from "./parts.ts";
import type { Passage } from "./passages.ts";
import type { Repeating } from "./repeating.ts";
import type { Stage } from "./stage.ts";
import { Tagging } from "./tagging.ts";
import { VerbContext, type VerbsHost } from "./verb_context.ts";

export class Verbs {
  readonly context: VerbContext;
  readonly tagging: Tagging;
  readonly extents: Extents;
  readonly moving: Moving;
  readonly clearing: Clearing;
  readonly cards: CardDeeds;
  /** Sheets, bars and dialogs of the reader. */
  readonly parts: Parts;
  readonly repeating: Repeating;

  constructor(host: VerbsHost, parts: Parts, repeating: Repeating) {
    this.context = new VerbContext(host);
    this.parts = parts;
    this.repeating = repeating;
    this.tagging = new Tagging(this.context);
    this.extents = new Extents(this.context);
    this.moving = new Moving(this.context, this.extents);
    this.clearing = new Clearing(this.context);
    this.cards = new CardDeeds(this.context, this.tagging, this.extents);
  }

  undo(): void {
    this.#turn((stage) => stage.reading.undo(), "undone", "nothing_to_undo", "not_undone");
  }

  redo(): void {
    this.#turn((stage) => stage.reading.redo(), "redone", "nothing_to_redo", "not_redone");
  }

  /** Tags what reads the same elsewhere, as one step. */
  alsoHere(): void {
    const offer = this.repeating.take();
    if (offer === null) {
      this.context.notice("no_repeats");
      return;
    }
    const { stage } = this.context;
    if (stage === null || this.context.isRetired(stage, offer.tag)) return;
    const said = { n: offer.spans.length, tag: offer.tag };
    this.context.change(() => stage.reading.createAll(offer.spans.map((span) => stage.toCodePoints(span)), offer.tag), "tagged_also", said);
  }

  /** Escape: closes what is open, one thing at a time, and ends in the text. */
  leave(): boolean {
    const { context } = this;
    const stage = context.stage;
    if (context.endMode() || context.host.closePopover()) return true;
    if (stage === null) return false;
    if (stage.active !== null && stage.cards.card(stage.active)?.closeEditor() === true) return true;
    if (stage.cards.closeFilter()) return true;
    if (!stage.selection().isEmpty) {
      document.getSelection()?.removeAllRanges();
      return true;
    }
    const beside = stage.cards.element.contains(document.activeElement) || stage.strip.element.contains(document.activeElement);
    const closed = context.host.closeList();
    if (stage.active === null && !beside && !closed) return false;
    context.toText(stage, stage.active === null ? undefined : stage.passages.get(stage.active));
    return true;
  }

  #turn(make: (stage: Stage) => Change | null, done: string, nothing: string, skipped: string): void {
    const { context } = this;
    const stage = context.stage;
    if (stage === null || context.refused(stage)) return;
    const change = make(stage);
    const before = (change?.changed ?? []).flatMap((id) => stage.passages.get(id) ?? []);
    if (!stage.session.apply(change)) context.say(nothing);
    else if (change?.skipped) context.notice(skipped);
    else {
      context.say(done);
      this.#showTurned(stage, change?.changed ?? [], before);
    }
  }

  /** What came back, or is another now, is open and in sight; of what went, its place is in sight. */
  #showTurned(stage: Stage, changed: readonly string[], before: readonly Passage[]): void {
    const [first] = changed.flatMap((id) => stage.passages.get(id) ?? []).sort((a, b) => a.start - b.start);
    if (first === undefined) return stage.reveal(before[0] ?? null);
    this.context.open(stage, first.id);
    stage.reveal(first);
  }
}
