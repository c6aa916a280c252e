/** What a reading gives away: its changes, what waits for the person, and what outlives a reload. */
import type { KeptSteps } from "./history.ts";
import type { Annotation, AnnotationOperation, Operation, ReadingOperation } from "./types.ts";

/** What a change gives to the outbox, in order, and what is to be drawn again. */
export interface Change {
  readonly operations: readonly Operation[];
  /** Ids of annotations. */
  readonly changed: readonly string[];
  /** Sentences whose state is another one. */
  readonly sentences: readonly number[];
  /** Held operations that are decided by it: the outbox lets go of them before it takes the others. */
  readonly released?: readonly string[];
  /** An undo or redo that was left out: what it would have changed back was changed elsewhere. */
  readonly skipped?: true;
}

/** What of undo and redo outlives a reload. */
export interface KeptHistory extends KeptSteps {
  /** The deleted annotations that the steps can bring back. */
  readonly gone: readonly Annotation[];
}

/** What of that is new; steps before `from` are as they were. */
export interface NewHistory extends KeptSteps {
  readonly from: number;
  /** Null: it is not deleted any more. */
  readonly gone: ReadonlyMap<string, Annotation | null>;
}

/** What waits for the person: conflicts, and rejections too, of which `saveState` is "failed". */
export interface Conflict {
  /** The last of the operations that wait, with all the values that this reviewer wants. */
  readonly mine: AnnotationOperation;
  /** The stored row; null where there is none, or a deleted one. */
  readonly theirs: Annotation | null;
  readonly message: string;
  /** How many operations wait, of those that a decision is about. */
  readonly waiting: number;
}

/** Sentences whose state could not be saved: they wait for the person, and show as wanted. */
export interface HeldStates {
  readonly sentences: readonly number[];
  /** The first of the operations that wait. */
  readonly operation: ReadingOperation;
  /** The ids of all of them. */
  readonly waiting: readonly string[];
  readonly message: string;
}

/** What was taken over of what others did. */
export interface Merged {
  readonly ids: readonly string[];
  /** Of those, how many are other reviewers'. */
  readonly others: number;
  /** Something newer is there of what waits here. */
  readonly isBusy: boolean;
}
