/** Moving: the cursor by units, from passage to passage, to what is still unread. */

import type { Unit } from "../core/units.ts";
import type { Extents } from "./extents.ts";
import type { Stage } from "./stage.ts";
import type { VerbContext } from "./verb_context.ts";

export class Moving {
  readonly #context: VerbContext;
  readonly #extents: Extents;

  constructor(context: VerbContext, extents: Extents) {
    this.#context = context;
    this.#extents = extents;
  }

  move(unit: Unit, step: 1 | -1): void {
    const { stage } = this.#context;
    if (stage === null) return;
    const open = stage.active === null ? undefined : stage.passages.get(stage.active);
    this.#context.toCursor();
    // On from the passage that was open, which is where one looks.
    if (open !== undefined && stage.cursor.range === null) stage.cursor.placeAt(step === 1 ? open.end - 1 : open.start, unit);
    stage.cursor.move(unit, step, stage.cursorStart());
    this.#context.follow(stage);
  }

  /** By a word, or by a clause while the cursor is one. */
  moveAside(step: 1 | -1): void {
    this.move(this.#aside(), step);
  }

  /** Extends the cursor, or moves the end of the active passage; false: the browser extends its selection. */
  extend(unit: Unit, step: 1 | -1): boolean {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || !stage.selection().isEmpty) return false;
    if (context.aim === "passage" && stage.active !== null) return this.#extents.moveEdge(stage, stage.active, "end", unit, step);
    stage.cursor.extend(unit, step, stage.cursorStart());
    context.follow(stage);
    return true;
  }

  extendAside(step: 1 | -1): boolean {
    return this.extend(this.#aside(), step);
  }

  moveStart(step: 1 | -1): boolean {
    const stage = this.#context.stage;
    if (stage === null || stage.active === null) return false;
    return this.#extents.moveEdge(stage, stage.active, "start", "word", step);
  }

  narrow(): void {
    this.#resize((stage) => stage.cursor.narrow());
  }

  widen(): void {
    this.#resize((stage) => stage.cursor.widen());
  }

  walk(step: 1 | -1): void {
    const stage = this.#context.stage;
    const next = stage?.cards.neighbour(stage.active, step) ?? null;
    if (stage === null || next === null) {
      this.#context.notice("no_passages");
      return;
    }
    this.#context.open(stage, next.id);
    stage.reveal(next);
    stage.layout();
    stage.cards.card(next.id)?.element.focus({ preventScroll: true });
  }

  /** To the next sentence that is neither tagged nor cleared, round the end of the article. */
  toUnread(step: 1 | -1): void {
    const context = this.#context;
    const { stage } = context;
    if (stage === null) return;
    const placed = stage.cursor.isResting ? null : stage.cursor.range;
    const from = placed ?? (stage.active === null ? null : (stage.passages.get(stage.active) ?? null));
    const start = stage.cursorStart();
    const number = stage.coverage.nextUnread(from ?? { start, end: start }, step);
    const sentence = number === null ? undefined : stage.sentences[number];
    if (sentence === undefined) {
      context.notice("none_unread", {}, () => stage.coverage.left === 0);
      return;
    }
    this.#context.toCursor();
    stage.cursor.place(sentence, "sentence");
    context.follow(stage);
  }

  /** To the first unread sentence of the article, with the focus in the text. */
  toFirstUnread(): void {
    const { stage } = this.#context;
    const number = stage?.coverage.nextUnread({ start: 0, end: 0 }, 1) ?? null;
    const sentence = number === null ? undefined : stage?.sentences[number];
    if (stage === null || sentence === undefined) return;
    this.#context.toCursor();
    stage.cursor.place(sentence, "sentence");
    this.#context.follow(stage);
  }

  /** A click in the text: on passages from the shortest to the longest, elsewhere the sentence. */
  pick(target: Element, position: number | null): void {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null || (position !== null && this.#extents.aimCut(position))) return;
    const ids = stage.article.passagesAt(target).map((one) => one.id);
    const next = ids[(ids.indexOf(stage.active ?? "") + 1) % Math.max(1, ids.length)];
    if (next !== undefined) {
      context.open(stage, next);
      stage.uncover(next);
      return;
    }
    context.aim = "cursor";
    stage.activate(null);
    if (position !== null) stage.placeCursor(position);
  }

  #aside(): Unit {
    return this.#context.stage?.cursor.unit === "clause" ? "clause" : "word";
  }

  #resize(change: (stage: Stage) => void): void {
    const stage = this.#context.toCursor();
    if (stage === null) return;
    if (stage.cursor.range === null || stage.cursor.isResting) stage.cursor.move("sentence", 1, stage.cursorStart());
    else change(stage);
    this.#context.follow(stage);
  }
}
