/** Undo and redo of settling: what a step was about, as it was before and after. */
import type { Rejection } from "./settle_types.ts";
import type { Span } from "./types.ts";

/** What a person decides of a gold passage. */
export interface GoldValues extends Span {
  readonly tag: string;
  readonly note: string | null;
  readonly sources: readonly string[];
}

export interface UnclearValues extends Span {
  readonly note: string | null;
}

interface Turn<What extends string, Values> {
  readonly what: What;
  readonly id: string;
  /** Null: it was not there. */
  readonly before: Values | null;
  readonly after: Values | null;
}

export type SettleTurn = Turn<"gold", GoldValues> | Turn<"rejection", Rejection> | Turn<"unclear", UnclearValues>;

export interface KeptSettling {
  readonly steps: readonly (readonly SettleTurn[])[];
  /** So many of them are done. */
  readonly at: number;
}

const MOST_STEPS = 500;

export class SettleHistory {
  #steps: (readonly SettleTurn[])[] = [];
  #at = 0;
  /** What the newest step may still be joined by; blank: nothing. */
  #open = "";

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#steps.length;
  }

  /** With `joins`, it is undone together with the step before, if that had the same name. */
  add(step: readonly SettleTurn[], joins = ""): void {
    const newest = this.#steps[this.#at - 1];
    if (joins !== "" && joins === this.#open && newest?.length === 1 && step.length === 1) {
      this.#steps[this.#at - 1] = [{ ...step[0], before: newest[0]?.before } as SettleTurn];
      this.#steps.length = this.#at;
      return;
    }
    this.#steps = [...this.#steps.slice(0, this.#at), step].slice(-MOST_STEPS);
    this.#at = this.#steps.length;
    this.#open = joins;
  }

  back(): readonly SettleTurn[] | undefined {
    this.#open = "";
    return this.canUndo ? this.#steps[(this.#at -= 1)] : undefined;
  }

  forward(): readonly SettleTurn[] | undefined {
    this.#open = "";
    return this.canRedo ? this.#steps[(this.#at += 1) - 1] : undefined;
  }

  kept(): KeptSettling {
    return { steps: this.#steps, at: this.#at };
  }

  /** Takes over what `kept` gave; anything else is an empty history. */
  take(value: unknown): void {
    const { steps, at } = (value ?? {}) as { steps?: unknown; at?: unknown };
    const whole = Array.isArray(steps) && steps.every(isStep) && Number.isInteger(at) && 0 <= (at as number) && (at as number) <= steps.length;
    this.#steps = whole ? [...(steps as (readonly SettleTurn[])[])] : [];
    this.#at = whole ? (at as number) : 0;
  }
}

function isStep(value: unknown): boolean {
  return Array.isArray(value) && value.every((turn: unknown) => {
    const { what, id } = (turn ?? {}) as Partial<SettleTurn>;
    return typeof id === "string" && (what === "gold" || what === "rejection" || what === "unclear");
  });
}
