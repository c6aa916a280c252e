/** Which sentences the reviewer read and cleared: changed at once, answered later. */
import type { ReadingOperation, Result } from "./types.ts";

/** A change of sentences that waits for the person, with the answer that it got. */
export interface HeldSentences {
  readonly operation: ReadingOperation;
  readonly result: Result;
}

/** Sentences set to the same state. */
export interface States {
  readonly sentences: readonly number[];
  readonly cleared: boolean;
}

export class Cleared {
  #shown = new Set<number>();
  #stored = new Set<number>();
  /** Not yet answered, oldest first. */
  #queue = new Map<string, ReadingOperation>();
  #held: readonly HeldSentences[] = [];

  has(sentence: number): boolean {
    return this.#shown.has(sentence);
  }

  /** What the server has, with what waits for the person and what is queued on top. */
  load(stored: readonly number[], pending: readonly ReadingOperation[], held: readonly HeldSentences[]): void {
    this.#stored = new Set(stored);
    this.#queue = new Map(pending.map((operation) => [operation.id, operation]));
    this.#held = [...held];
    this.#showAgain();
  }

  /** Of the sentences those that are not in this state yet, ascending, each once. */
  others(sentences: readonly number[], cleared: boolean): number[] {
    return [...new Set(sentences)].filter((each) => this.has(each) !== cleared).sort((a, b) => a - b);
  }

  apply(operation: ReadingOperation): void {
    this.#queue.set(operation.id, operation);
    turn(this.#shown, operation);
  }

  /** The server's answer; what another tab asked for is shown with it. */
  settle(operation: ReadingOperation, result: Result): void {
    const known = this.#queue.delete(operation.id);
    if (result.status === "saved") turn(this.#stored, operation);
    else if (!this.#held.some((other) => other.operation.id === operation.id)) {
      this.#held = [...this.#held, { operation, result }];
    }
    if (!known) this.#showAgain();
  }

  /** Takes over what waits as another tab left it. False: nothing is new. */
  reconcile(held: readonly HeldSentences[]): boolean {
    const ids = (all: readonly HeldSentences[]): string => all.map(({ operation }) => operation.id).join();
    if (ids(held) === ids(this.#held)) return false;
    for (const { operation } of held) this.#queue.delete(operation.id);
    this.#held = [...held];
    this.#showAgain();
    return true;
  }

  held(): readonly HeldSentences[] {
    return this.#held;
  }

  /** Lets go of what waits; gives the states that it would have made, the later ones last. */
  release(): States[] {
    const wanted = this.#held.map(({ operation }) => statesOf(operation));
    this.#held = [];
    this.#showAgain();
    return wanted;
  }

  #showAgain(): void {
    this.#shown = new Set(this.#stored);
    for (const { operation } of this.#held) turn(this.#shown, operation);
    for (const operation of this.#queue.values()) turn(this.#shown, operation);
  }
}

export function statesOf({ kind, reading }: ReadingOperation): States {
  return { sentences: reading.sentences, cleared: kind === "clear" };
}

function turn(cleared: Set<number>, operation: ReadingOperation): void {
  for (const sentence of operation.reading.sentences) {
    if (operation.kind === "clear") cleared.add(sentence);
    else cleared.delete(sentence);
  }
}
