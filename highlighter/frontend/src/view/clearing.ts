/** Clearing: read, and nothing to tag. */

import type { Span } from "../core/types.ts";
import type { Unit } from "../core/units.ts";
import type { Stage } from "./stage.ts";
import type { VerbContext } from "./verb_context.ts";

export class Clearing {
  readonly #context: VerbContext;

  constructor(context: VerbContext) {
    this.#context = context;
  }

  /** Clears the sentences under the cursor and goes on; where none is unread, only goes on. */
  clear(): void {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null) return;
    const range = this.#meant(stage);
    if (range === null) {
      context.toCursor();
      stage.cursor.move("sentence", 1, stage.cursorStart());
      context.follow(stage);
      return;
    }
    const unread = stage.coverage.numbersIn(range).filter((number) => stage.coverage.state(number) === "unread");
    context.toCursor();
    if (unread.length > 0) this.#set(unread, true);
    this.#goOn(stage, range, unread.length);
  }

  /** Makes what was cleared under the cursor unread again; the cursor stays. */
  unclear(): void {
    const context = this.#context;
    const stage = context.stage;
    if (stage === null) return;
    const range = this.#meant(stage);
    const numbers = range === null ? [] : stage.coverage.numbersIn(range).filter((number) => stage.reading.isCleared(number));
    if (range === null || numbers.length === 0) {
      context.notice("nothing_cleared");
      return;
    }
    this.#set(numbers, false);
    context.say("uncleared", { n: numbers.length });
  }

  /** Clears every sentence that is still unread, as one step. */
  clearTheRest(): void {
    const stage = this.#context.stage;
    if (stage === null) return;
    const rest = stage.sentences.map((_, number) => number).filter((number) => stage.coverage.state(number) === "unread");
    this.#set(rest, true);
  }

  #set(numbers: readonly number[], cleared: boolean): void {
    this.#context.change((stage) => stage.reading.clear(numbers, cleared), null);
  }

  /** The selection, the cursor, or the open passage. */
  #meant(stage: Stage): Span | null {
    const { span } = stage.selection();
    if (span !== null) return span;
    if (stage.cursor.range !== null) return stage.cursor.range;
    return stage.active === null ? null : (stage.passages.get(stage.active) ?? null);
  }

  #goOn(stage: Stage, range: Span, cleared: number): void {
    const context = this.#context;
    const unit: Unit = stage.cursor.range !== null && stage.cursor.unit === "paragraph" ? "paragraph" : "sentence";
    const last = stage.units.widen(range, "sentence");
    const next = stage.units.next(unit, last);
    const { left } = stage.coverage;
    if (cleared > 0) context.say("cleared", { n: cleared });
    if (next !== null) {
      stage.cursor.place(next, unit);
      context.follow(stage);
    } else {
      stage.cursor.place(stage.units.at(unit, Math.max(last.start, last.end - 1)), unit);
      if (left === 0) context.notice("all_read", {}, () => stage.coverage.left === 0);
      else context.notice("last_sentence", { n: left }, () => stage.coverage.left === left);
    }
  }
}
