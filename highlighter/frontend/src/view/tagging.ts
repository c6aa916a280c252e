/** Tagging: the selection, the open passage, or what is under the cursor. */

import type { Span } from "../core/types.ts";
import type { Stage } from "./stage.ts";
import type { VerbContext } from "./verb_context.ts";

/** A touch on a tag may take the selection away before its click: it is remembered so long. */
const HOLD = 1000;

export class Tagging {
  readonly #context: VerbContext;
  /** The selection as it was when a finger came down on a tag. */
  #held: { readonly span: Span; readonly at: number } | null = null;
  /** The passage that the next tag is given to as well. */
  #doubling: string | null = null;

  constructor(context: VerbContext) {
    this.#context = context;
  }

  tag(name: string): void {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || context.refused(stage)) return;
    if (this.#doubling !== null) {
      this.#double(stage, this.#doubling, name);
      return;
    }
    context.endMode();
    const { span, isEmpty } = stage.selection();
    const held = this.#held !== null && Date.now() - this.#held.at < HOLD ? this.#held.span : null;
    const chosen = span ?? (isEmpty ? held : null);
    this.#held = null;
    if (chosen !== null) this.#tagSelection(stage, chosen, name);
    else if (!isEmpty) context.notice("white_space");
    else if (context.aim === "passage" && stage.active !== null) this.retag(stage.active, name);
    else if (stage.cursor.range !== null) this.#tagUnderCursor(stage, stage.cursor.range, name);
    else {
      // Where tags are large buttons at the foot there is no key to press.
      const byTouch = stage.element.closest('[data-layout="sheet"]') !== null;
      context.notice(byTouch ? "nothing_selected_touch" : "nothing_selected");
      if (byTouch) return;
      // Whoever has the focus in the text sees what the next press would tag.
      if (document.activeElement === stage.article.element) stage.goTo(stage.cursorStart());
    }
  }

  /** Tags with the tag that was given last, whatever a tag key would tag now. */
  repeat(): void {
    const { lastTag } = this.#context;
    if (lastTag === null) this.#context.notice("no_last_tag");
    else if (this.#context.stage !== null && !this.#context.isRetired(this.#context.stage, lastTag)) this.tag(lastTag);
  }

  hold(): void {
    const span = this.#context.stage?.selection().span ?? null;
    this.#held = span === null ? null : { span, at: Date.now() };
  }

  /** Gives the passage another tag; one that was refused, because its tag is retired say, is sent again with it. */
  retag(id: string, tag: string): void {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || context.refused(stage)) return;
    context.lastTag = tag;
    const refused = stage.reading.saveState(id) === "failed";
    const changed = refused ? stage.session.keepMine(id, { tag }) : stage.session.apply(stage.reading.update(id, { tag }));
    if (!changed) return;
    context.say("changed_tag", { tag });
    context.host.tagged(id);
  }

  /** The next tag is given to the same passage as well. */
  duplicate(): void {
    const context = this.#context;
    const passage = context.subject();
    const stage = context.stage;
    if (stage === null || passage === null || context.refused(stage)) {
      if (passage === null) context.notice("no_passage");
      return;
    }
    context.begin({
      // A tag's own key goes on to `tag`; the browser is left the keys that only hold another.
      hear: (stroke) => ["Shift", "Control", "Alt", "Meta"].includes(stroke),
      end: () => { this.#doubling = null; stage.doubling(false); },
    });
    this.#doubling = passage.id;
    stage.doubling(true);
    context.notice("duplicate_with", { tag: passage.tag }, () => this.#doubling !== null);
  }

  #double(stage: Stage, id: string, tag: string): void {
    const context = this.#context;
    context.endMode();
    const change = stage.reading.duplicate(id, tag);
    const made = change?.changed.find((one) => one !== id);
    if (change === null || made === undefined) {
      context.notice("duplicate_same", { tag });
      return;
    }
    context.lastTag = tag;
    const inCard = stage.cards.element.contains(document.activeElement);
    stage.session.apply(change);
    context.open(stage, made);
    if (inCard) stage.cards.card(made)?.element.focus({ preventScroll: true });
    context.say("duplicated", { tag });
  }

  #tagSelection(stage: Stage, span: Span, tag: string): void {
    document.getSelection()?.removeAllRanges();
    stage.bar.hide();
    const id = this.#create(stage, span, tag);
    if (id === null) return;
    this.#context.open(stage, id);
    stage.uncover(id);
  }

  #tagUnderCursor(stage: Stage, range: Span, tag: string): void {
    const context = this.#context;
    const span = stage.trimmed(range);
    if (span === null) return;
    stage.cursor.settle();
    if (isTaggedSo(stage, span, tag)) {
      context.notice("duplicate_same", { tag });
      return;
    }
    const hasMoved = stage.cursor.move(stage.cursor.unit, 1, range.end);
    const { isSeen, draw } = stage.measureCursor(span);
    stage.activate(this.#create(stage, span, tag));
    draw();
    if (hasMoved) context.follow(stage, isSeen);
    else if (stage.coverage.left === 0) context.notice("all_read", {}, () => stage.coverage.left === 0);
    else context.notice("last_sentence", { n: stage.coverage.left });
  }

  #create(stage: Stage, span: Span, tag: string): string | null {
    const change = stage.reading.create(stage.toCodePoints(span), tag);
    const id = change.changed[0] ?? null;
    this.#context.lastTag = tag;
    // Open before it is painted: once instead of twice.
    stage.active = id;
    stage.session.apply(change);
    this.#context.say("tagged", { tag });
    if (id !== null) this.#context.host.tagged(id);
    return id;
  }
}

/** The reader's own passage with exactly this extent and tag is there: a key held down at the end of the text adds no second. */
function isTaggedSo(stage: Stage, span: Span, tag: string): boolean {
  return stage.passages.overlapping(span).some((one) => one.mine && one.tag === tag && one.start === span.start && one.end === span.end);
}
