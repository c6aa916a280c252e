/** What is done in and with a card: its note, evidence and confidence, deleting, deciding a conflict. */

import type { Confidence, Evidence } from "../core/types.ts";
import type { Card, CardVerbs } from "./card.ts";
import type { Extents } from "./extents.ts";
import type { Tagging } from "./tagging.ts";
import type { VerbContext } from "./verb_context.ts";

const NEXT_CONFIDENCE: Readonly<Record<Confidence | "none", Confidence | null>> = { none: "low", low: "medium", medium: "high", high: null };

export class CardDeeds implements CardVerbs {
  readonly #context: VerbContext;
  readonly #tagging: Tagging;
  readonly #extents: Extents;

  constructor(context: VerbContext, tagging: Tagging, extents: Extents) {
    this.#context = context;
    this.#tagging = tagging;
    this.#extents = extents;
  }

  activate(id: string): void {
    const stage = this.#context.stage;
    if (stage === null) return;
    this.#context.open(stage, id);
    const passage = stage.passages.get(id);
    if (passage !== undefined) stage.reveal(passage);
  }

  retag(id: string, tag: string): void {
    this.#tagging.retag(id, tag);
  }

  duplicate(): void {
    this.#tagging.duplicate();
  }

  split(): void {
    this.#extents.split();
  }

  merge(): void {
    this.#extents.merge();
  }

  note(id: string, note: string, merge: boolean): void {
    this.#context.change((stage) => stage.reading.update(id, { note: note.trim() === "" ? null : note }, { merge }), null);
  }

  evidence(id: string, items: readonly Evidence[], merge: boolean): void {
    this.#context.change((stage) => stage.reading.update(id, { evidence: items }, { merge }), null);
  }

  editNote(): void {
    this.#withCard((card) => card.editNote());
  }

  editEvidence(): void {
    this.#withCard((card) => card.editEvidence());
  }

  /** Others' passages have an address too. */
  copyLink(): void {
    this.#withAny((card) => void card.copyLink());
  }

  talk(): void {
    this.#withAny((card) => card.talk());
  }

  #withAny(work: (card: Card) => void): void {
    const context = this.#context;
    const { stage } = context;
    const id = stage?.active ?? context.subject()?.id;
    if (stage === null || id === undefined) {
      context.notice("no_passage");
      return;
    }
    if (stage.active !== id) context.open(stage, id);
    const card = stage.cards.card(id);
    if (card !== undefined) work(card);
  }

  confidence(id: string | null = this.#context.subject()?.id ?? null): void {
    const annotation = id === null ? undefined : this.#context.stage?.reading.get(id);
    if (id === null || annotation === undefined) {
      this.#context.notice("no_passage");
      return;
    }
    const confidence = NEXT_CONFIDENCE[annotation.confidence ?? "none"];
    this.#context.change((stage) => stage.reading.update(id, { confidence }, { merge: false }), `confidence_${confidence ?? "none"}`);
  }

  /** False where no passage is open: the key is then somebody else's. */
  remove(id: string | null = this.#context.stage?.active ?? null): boolean {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || id === null) return false;
    const passage = stage.passages.get(id);
    const inCard = stage.cards.element.contains(document.activeElement);
    context.change(() => stage.reading.remove(id), "deleted_passage");
    if (inCard) context.toText(stage, passage);
    context.aim = "cursor";
    return true;
  }

  keepMine(id: string): void {
    const { stage } = this.#context;
    if (stage !== null && !this.#context.refused(stage)) stage.session.keepMine(id);
  }

  takeTheirs(id: string): void {
    this.#context.stage?.session.takeTheirs(id);
  }

  tryAgain(id: string): void {
    this.keepMine(id);
  }

  discard(id: string): void {
    this.takeTheirs(id);
  }

  edited(id: string): void {
    const stage = this.#context.stage;
    stage?.revealCard();
    stage?.uncover(id);
  }

  resized(): void {
    this.#context.stage?.layoutSoon();
  }

  closed(id: string): void {
    const stage = this.#context.stage;
    stage?.cards.card(id)?.element.focus({ preventScroll: true });
    // While it was open, what was done to the passage elsewhere was not looked at.
    stage?.session.refetchSoon();
  }

  #withCard(edit: (card: Card) => void): void {
    const context = this.#context;
    const { stage } = context;
    const passage = context.subject();
    if (stage === null || passage === null) {
      context.notice("no_passage");
      return;
    }
    if (stage.active !== passage.id) context.open(stage, passage.id);
    const card = stage.cards.card(passage.id);
    if (card === undefined) return;
    edit(card);
  }
}
