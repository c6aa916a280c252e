/** Undo and redo: steps that remember what annotations were before and after. */
import type { Values } from "./item.ts";

/** What a step did to one annotation; null where it was not there. */
export interface Turn {
  readonly id: string;
  readonly before: Values | null;
  readonly after: Values | null;
}

export interface Step {
  readonly turns: readonly Turn[];
  /** The fields that an update named: later ones of the same fields may join it. */
  readonly fields: string;
}

export class History {
  #done: Step[] = [];
  #undone: Step[] = [];
  /** Whether the newest step may still be joined: not after an undo or a redo. */
  #open = false;

  canUndo(): boolean {
    return this.#done.length > 0;
  }

  canRedo(): boolean {
    return this.#undone.length > 0;
  }

  add(step: Step): void {
    this.#done.push(step);
    this.#undone = [];
    this.#open = true;
  }

  /** Lets the newest step reach to this one's end, if both changed the same of one annotation. */
  join(step: Step): void {
    const newest = this.#open ? this.#done.at(-1) : undefined;
    const [turn, earlier] = [step.turns[0], newest?.turns[0]];
    const joins = turn && earlier && turn.id === earlier.id && newest?.turns.length === 1;
    if (!joins || step.fields === "" || newest.fields !== step.fields) return this.add(step);
    this.#done[this.#done.length - 1] = {
      fields: step.fields,
      turns: [{ id: turn.id, before: earlier.before, after: turn.after }],
    };
  }

  /** The step to undo, which can then be redone. */
  back(): Step | undefined {
    return this.#move(this.#done, this.#undone);
  }

  /** The step to redo, which can then be undone. */
  forward(): Step | undefined {
    return this.#move(this.#undone, this.#done);
  }

  /** The annotation goes on under another id. */
  rename(from: string, to: string): void {
    const renamed = (steps: Step[]): Step[] =>
      steps.map(({ fields, turns }) => ({
        fields,
        turns: turns.map((turn) => (turn.id === from ? { ...turn, id: to } : turn)),
      }));
    this.#done = renamed(this.#done);
    this.#undone = renamed(this.#undone);
  }

  toJSON(): { done: readonly Step[]; undone: readonly Step[] } {
    return { done: this.#done, undone: this.#undone };
  }

  /** Takes over what `toJSON` gave; anything else is an empty history. */
  take(value: unknown): void {
    const { done, undone } = (value ?? {}) as { done?: unknown; undone?: unknown };
    const whole = areSteps(done) && areSteps(undone);
    this.#done = whole ? [...done] : [];
    this.#undone = whole ? [...undone] : [];
    this.#open = false;
  }

  #move(from: Step[], to: Step[]): Step | undefined {
    const step = from.pop();
    if (step) to.push(step);
    this.#open = false;
    return step;
  }
}

function areSteps(value: unknown): value is readonly Step[] {
  if (!Array.isArray(value)) return false;
  return value.every((step) => Array.isArray(step?.turns) && step.turns.every(isTurn));
}

function isTurn(value: unknown): value is Turn {
  const turn = value as Turn | null;
  return typeof turn?.id === "string" && isState(turn.before) && isState(turn.after);
}

function isState(value: Values | null | undefined): boolean {
  if (value === null) return true;
  return typeof value?.tag === "string" && Number.isInteger(value.start) && Array.isArray(value.evidence);
}
