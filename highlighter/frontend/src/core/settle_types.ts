/** What an editor settles: all readings of an article, what was decided about them, and the gold reading. */

import type { Annotation, ReaderData, Span } from "./types.ts";

/** How a gold passage came about; the server derives it from its sources. */
export type Origin = "accepted" | "agreed" | "changed" | "own";

export const REASONS = ["wrong_tag", "wrong_extent", "missed", "guideline_unclear"] as const;
/** Why a reviewer's passage is not taken into the gold reading. */
export type Reason = (typeof REASONS)[number];

/** A passage of the gold reading. */
export interface Gold extends Span {
  readonly id: string;
  readonly tag: string;
  readonly quote: string;
  readonly note: string | null;
  readonly origin: Origin;
  /** The reviewers' passages that it was chosen from. */
  readonly sources: readonly string[];
  /** Whoever settled it. */
  readonly by: string;
  readonly version: number;
  /** Only where an answer tells of gold that was taken back. */
  readonly deleted_at?: string;
}

export interface Rejection {
  readonly reason: Reason;
  readonly note: string | null;
}

/** A rejection with the passage that it is of. */
export interface StoredRejection extends Rejection {
  readonly annotation_id: string;
}

/** A place of the text about which the guidelines say too little. */
export interface Unclear extends Span {
  readonly id: string;
  readonly note: string | null;
  readonly by: string;
}

export interface ReadPassage extends Annotation {
  readonly rejection: Rejection | null;
}

/** What becomes of a decision that met another's: it takes that one's place, stands beside it, or goes. */
export type HeldChoice = "mine" | "both" | "theirs";

/** One reviewer's submitted reading. */
export interface SubmittedReading {
  readonly reviewer: { readonly id: number; readonly handle: string; readonly name: string };
  readonly status: string;
  readonly submitted_at: string | null;
  readonly annotations: readonly ReadPassage[];
  /** Runs of sentences that were cleared, by their places: the first and the last. */
  readonly cleared: readonly (readonly [number, number])[];
}

/** A run of passages that overlap; `agreed`: everybody has the same one there. */
export interface Group extends Span {
  readonly agreed: boolean;
  /** In the order of the reviewers. */
  readonly annotations: readonly string[];
}

/** What `GET /api/revisions/{id}/readings` answers. */
export interface Readings {
  readonly article_id: number;
  readonly revision_id: number;
  readonly state: "open" | "settled";
  /** Counts how often it was settled and reopened. */
  readonly version: number;
  readonly settled_at: string | null;
  readonly settled_by: string | null;
  readonly readings: readonly SubmittedReading[];
  readonly gold: readonly Gold[];
  /** Whose those sources of gold were that are in no submitted reading any more. */
  readonly reopened_sources?: Readonly<Record<string, string>>;
  readonly unclear: readonly Unclear[];
  readonly groups: readonly Group[];
}

/** One change of the gold reading, posted where passages are. */
export interface GoldOperation {
  /** Makes sending it twice harmless. */
  readonly id: string;
  readonly kind: "gold_create" | "gold_update" | "gold_delete" | "gold_restore";
  readonly gold: {
    readonly id: string;
    readonly revision_id: number;
    readonly version?: number;
    readonly start?: number;
    readonly end?: number;
    readonly tag?: string;
    readonly note?: string | null;
    readonly sources?: readonly string[];
    /** Its sources were seen in no other gold, and not rejected: else it is a conflict. */
    readonly undecided?: true;
    /** The gold that was seen where it is to lie: with other gold there it is a conflict. */
    readonly over?: readonly string[];
  };
}

/** A reviewer's passage rejected, or taken back into consideration. */
export interface RejectionOperation {
  readonly id: string;
  readonly kind: "reject" | "unreject";
  readonly rejection: {
    readonly annotation_id: string;
    readonly revision_id: number;
    readonly reason?: Reason;
    readonly note?: string | null;
    /** How it was seen, null for not rejected: else it is a conflict. */
    readonly seen: Rejection | null;
  };
}

/** 'Guideline unclear' said of a place, or taken back. */
export interface UnclearOperation {
  readonly id: string;
  readonly kind: "flag_unclear" | "unflag_unclear";
  readonly unclear: { readonly id: string; readonly revision_id: number; readonly start?: number; readonly end?: number; readonly note?: string | null };
}

export type SettlingOperation = GoldOperation | RejectionOperation | UnclearOperation;

/** What the mode of the component in which an article is settled is given: as the reader, and that. */
export interface SettleData extends ReaderData {
  readonly kind: "settle";
}
