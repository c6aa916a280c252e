/** Undo and redo: steps that remember what annotations and sentences were before and after. */
import type { States } from "./cleared.ts";
import { FIELDS, sameField, sameValues } from "./item.ts";
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
  /** Sentences that were in the other state before. */
  readonly states?: States;
}

/** What of a history outlives a reload: all steps, of which the first `at` are done. */
export interface KeptSteps {
  readonly steps: readonly Step[];
  readonly at: number;
}

export class History {
  #steps: Step[] = [];
  /** Steps before it are done, those from it on undone. */
  #at = 0;
  /** Whether the newest step may still be joined: not after an undo or a redo. */
  #open = false;
  /** Steps before it are as they were when somebody asked last. */
  #sameUpTo = 0;

  canUndo(): boolean {
    return this.#at > 0;
  }

  canRedo(): boolean {
    return this.#at < this.#steps.length;
  }

  add(step: Step): void {
    this.#steps.length = this.#at;
    this.#set(this.#at, step);
    this.#at += 1;
    this.#open = true;
  }

  /** Lets the newest step reach to this one's end, if both changed the same of one annotation. */
  join(step: Step): void {
    const newest = this.#open ? this.#steps[this.#at - 1] : undefined;
    const [turn, earlier] = [step.turns[0], newest?.turns[0]];
    const joins = turn && earlier && turn.id === earlier.id && newest?.turns.length === 1;
    if (!joins || step.fields === "" || newest.fields !== step.fields) return this.add(step);
    const turns = [{ id: turn.id, before: earlier.before, after: turn.after }];
    this.#steps.length = this.#at;
    this.#set(this.#at - 1, { fields: step.fields, turns });
  }

  /** The step to undo, which can then be redone. */
  back(): Step | undefined {
    this.#open = false;
    return this.canUndo() ? this.#steps[(this.#at -= 1)] : undefined;
  }

  /** The step to redo, which can then be undone. */
  forward(): Step | undefined {
    this.#open = false;
    return this.canRedo() ? this.#steps[(this.#at += 1) - 1] : undefined;
  }

  /** The annotation goes on under another id. */
  rename(from: string, to: string): void {
    this.#replace((turn) => (turn.id === from ? { ...turn, id: to } : turn));
  }

  /** The annotation has another tag in the place of one that it could not have. */
  retag(id: string, from: string, to: string): void {
    const told = (values: Values | null): Values | null =>
      values?.tag === from ? { ...values, tag: to } : values;
    this.#replace((turn) => {
      const [before, after] = [told(turn.before), told(turn.after)];
      const isSame = turn.id !== id || (before === turn.before && after === turn.after);
      return isSame ? turn : { id, before, after };
    });
  }

  kept(): KeptSteps {
    return { steps: [...this.#steps], at: this.#at };
  }

  /** The steps as they are now and will be; those before `from` were the same at the last call. */
  changes(): KeptSteps & { readonly from: number } {
    const from = Math.min(this.#sameUpTo, this.#steps.length);
    this.#sameUpTo = this.#steps.length;
    return { steps: this.#steps, at: this.#at, from };
  }

  /** Takes over what `kept` gave, none of it new; anything else is an empty history. */
  take(value: unknown): void {
    const { steps, at } = (value ?? {}) as { steps?: unknown; at?: unknown };
    const whole = areSteps(steps) && Number.isInteger(at) && 0 <= (at as number) && (at as number) <= steps.length;
    this.#steps = whole ? [...steps] : [];
    this.#at = whole ? (at as number) : 0;
    this.#open = false;
    this.#sameUpTo = this.#steps.length;
  }

  #set(place: number, step: Step): void {
    this.#steps[place] = step;
    this.#sameUpTo = Math.min(this.#sameUpTo, place);
  }

  #replace(other: (turn: Turn) => Turn): void {
    for (const [place, step] of this.#steps.entries()) {
      const turns = step.turns.map(other);
      if (turns.some((turn, at) => turn !== step.turns[at])) this.#set(place, { ...step, turns });
    }
  }
}

/**
 * What a turn asks of an annotation as it now is, to become `to` from `from`: only what the turn
 * changed. "elsewhere" where that is no longer as the turn left it; null where nothing is to do.
 */
export function turned(now: Values | null | undefined, from: Values | null, to: Values | null): Values | "delete" | "restore" | "elsewhere" | null {
  if (to === null) {
    if (!now) return null;
    return from !== null && sameValues(now, from) ? "delete" : "elsewhere";
  }
  if (from === null) return now === undefined ? "elsewhere" : now === null ? "restore" : null;
  if (!now) return "elsewhere";
  const changed = FIELDS.filter((field) => !sameField(field, from, to));
  if (changed.every((field) => sameField(field, now, to))) return null;
  if (!changed.every((field) => sameField(field, now, from))) return "elsewhere";
  return { ...now, ...Object.fromEntries(changed.map((field) => [field, to[field]])) };
}

function areSteps(value: unknown): value is readonly Step[] {
  return Array.isArray(value) && value.every(isStep);
}

function isStep(value: unknown): value is Step {
  const step = value as Step | null;
  if (!Array.isArray(step?.turns) || !step.turns.every(isTurn)) return false;
  return step.states === undefined || areStates(step.states);
}

function areStates(value: States | null): boolean {
  const numbers = Array.isArray(value?.sentences) && value.sentences.every(Number.isInteger);
  return numbers && typeof value.cleared === "boolean";
}

function isTurn(value: unknown): value is Turn {
  const turn = value as Turn | null;
  return typeof turn?.id === "string" && isState(turn.before) && isState(turn.after);
}

function isState(value: Values | null | undefined): boolean {
  if (value === null) return true;
  return typeof value?.tag === "string" && Number.isInteger(value.start) && Array.isArray(value.evidence);
}
