/** The words of the reader: what a passage is, what is done to it, and what the server answers. */

import type { Gold, SettlingOperation, StoredRejection } from "./settle_types.ts";

/** Offsets everywhere outside the DOM: Unicode code points, 0-based, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Stance = "supports" | "contradicts" | "context";
export type Confidence = "low" | "medium" | "high";

/** What speaks for a passage's tag, against it, or puts it into context. */
export interface Evidence {
  /** Empty for a book or a paper without an address, which its citation names. */
  readonly url: string;
  readonly quote: string;
  readonly stance: Stance;
  /** The title of what the address leads to, or where the quote stands. */
  readonly citation?: string;
}

/** An annotation as `GET /api/revisions/{id}/annotations` tells it. */
export interface Annotation extends Span {
  readonly id: string;
  readonly tag: string;
  readonly quote: string;
  readonly note: string | null;
  readonly confidence: Confidence | null;
  readonly evidence: readonly Evidence[];
  /** The reviewer's handle. */
  readonly reviewer: string;
  /** The reviewer's name as others see it. */
  readonly reviewer_name: string;
  readonly origin: string;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
  /** Made or changed when its reading had been submitted before; said only where it is so. */
  readonly after_submission?: boolean;
  /** Made or changed when others' work could be seen, or after that; said only where it is so. */
  readonly others_seen?: boolean;
}

/** What `GET /api/revisions/{id}/changes` tells whoever has the article open. */
export interface Changes {
  /** Up to where it tells: what the next call begins with. */
  readonly cursor: string;
  /** How far the reviewer's own reading is. */
  readonly status: "assigned" | "in_progress" | "submitted";
  /** The names of others who have the article open. */
  readonly here: readonly string[];
  /** Another one after something was said that the reviewer may see; "0": nothing is. */
  readonly talk: string;
  /** The article was corrected: this text is not its newest. */
  readonly superseded: boolean;
  /** Another one after a reading was submitted or something was decided: for whoever settles. */
  readonly settling?: string;
  /** Absent where no passage changed; known ones may be among them. */
  readonly changed?: readonly Annotation[];
  readonly gone?: readonly { readonly id: string; readonly version: number }[];
  /** As `Reading.check` tells it. */
  readonly check?: string;
}

export type Kind = "create" | "update" | "delete" | "restore";

/** One change of a passage as it is posted to `/api/annotations`. */
export interface AnnotationOperation {
  /** Makes sending it twice harmless. */
  readonly id: string;
  readonly kind: Kind;
  /** Operations that it was made upon: it goes when they are saved, and waits for the person where one does. */
  readonly after?: readonly string[];
  readonly annotation: {
    readonly id: string;
    readonly revision_id: number;
    readonly start: number;
    readonly end: number;
    readonly tag: string;
    readonly note?: string | null;
    readonly confidence?: Confidence | null;
    readonly evidence?: readonly Evidence[];
    readonly quote?: string;
    readonly version?: number;
  };
}

/** Sentences read and cleared, or taken for unread again; posted where passages are. */
export interface ReadingOperation {
  /** Makes sending it twice harmless. */
  readonly id: string;
  readonly kind: "clear" | "unclear";
  readonly reading: {
    readonly revision_id: number;
    /** Places of the revision's sentences, the first being 0. */
    readonly sentences: readonly number[];
  };
}

/** Something said in a thread, or done to it; posted where passages are. */
export interface CommentOperation {
  readonly id: string;
  readonly kind: "comment_create" | "comment_update" | "comment_delete" | "comment_restore";
  /** Operations that it was made upon, such as the one that makes its passage. */
  readonly after?: readonly string[];
  readonly comment: {
    readonly id: string;
    /** The first comment makes it. */
    readonly thread: string;
    readonly revision_id: number;
    /** The passage that it is about; none: the article. */
    readonly annotation?: string;
    /** The handle of the reviewer to whom an editor writes. */
    readonly with?: string;
    readonly body?: string;
    readonly version?: number;
  };
}

export interface ThreadOperation {
  readonly id: string;
  readonly kind: "thread_resolve" | "thread_reopen";
  readonly thread: { readonly id: string; readonly revision_id: number };
}

export type TalkOperation = CommentOperation | ThreadOperation;

export type Operation = AnnotationOperation | ReadingOperation | SettlingOperation | TalkOperation;

export interface Result {
  readonly id: string;
  readonly status: "saved" | "conflict" | "rejected";
  readonly annotation: Annotation | null;
  readonly message: string | null;
  /** The stored gold passage, for the operations of settling. */
  readonly gold?: Gold | null;
  /** The stored rejection, where that is what a decision met. */
  readonly rejection?: StoredRejection;
}

/** What a card's `data-state` says. */
export type SaveState = "saving" | "saved" | "failed" | "conflict";

/** What a tag asks the reviewer for, and where the answer is given. */
export interface Prompt {
  readonly ask: string;
  readonly answer: "note" | "evidence";
}

export type Pattern = "solid" | "dashes" | "dots" | "wave";

export interface TagColours {
  readonly ink: string;
  readonly fill: string;
  readonly underline: string;
  readonly wash: string;
}

export interface Tag {
  readonly name: string;
  /** The key that tags with it: one character. */
  readonly key: string;
  /** The letter in strips: S, P, F, D. */
  readonly letter: string;
  readonly pattern: Pattern;
  readonly description: string;
  readonly examples: readonly string[];
  readonly counter_example: string;
  readonly boundary: string;
  readonly asks_evidence: boolean;
  readonly prompts: readonly Prompt[];
  readonly retired: boolean;
  readonly light: TagColours;
  readonly dark: TagColours;
}

/** What the keyboard does: one row of the server's table. */
export interface KeyAction {
  readonly action: string;
  /** As `strokeOf` tells them; the first is the one that a tag set can change. */
  readonly strokes: readonly string[];
  /** Whether it changes the reading: not while that is submitted. */
  readonly changes: boolean;
  /** Whether the key sheet shows it. */
  readonly shown: boolean;
}

/** How a reviewer likes to read; what is not set is as the reader decides. */
export type ReadingPreferences = {
  readonly size?: 16 | 17 | 18 | 19 | 20 | 22 | 24;
  readonly measure?: "narrow" | "normal" | "wide";
  readonly face?: "serif" | "sans";
  readonly leading?: "normal" | "loose";
  readonly spacing?: "normal" | "wide";
  readonly paper?: "page" | "light" | "dark" | "sepia";
  readonly others?: boolean;
  readonly letter_keys?: boolean;
};

/** What the second mode of the component is given, which sends what the reader left behind. */
export interface UnsentData {
  readonly kind: "outbox";
  readonly instance: string;
  readonly reviewer: { readonly id: number };
  readonly api: string;
  readonly token: string;
  readonly words: Readonly<Record<string, string>>;
}

/** What Python sends: addresses and a token, never the text or the annotations. */
export interface ReaderData {
  /** The database's own id, first part of every outbox key. */
  readonly instance: string;
  readonly reviewer: { readonly id: number; readonly handle: string; readonly name: string };
  /** Where the routes hang: "/api". */
  readonly api: string;
  readonly token: string;
  readonly article: {
    readonly id: number;
    readonly title: string;
    readonly outlet: string;
    readonly byline: string;
    /** Already in words: "11 April 2026". */
    readonly published: string;
    readonly words: number;
    readonly language: string;
    readonly direction: "ltr" | "rtl";
  };
  readonly revision: { readonly id: number; readonly length: number; readonly sha256: string };
  readonly status: "assigned" | "in_progress" | "submitted";
  /** How many of the reviewer's own passages of an earlier text wait to be settled. */
  readonly waiting?: number;
  /** Nothing can be changed: the person is a viewer, or the project is archived. */
  readonly looking: boolean;
  /** The project is read blind: what was not written so is marked. */
  readonly blind?: boolean;
  /** The guidelines in force, in Markdown; version 0 where there are none. */
  readonly guidelines: { readonly version: number; readonly markdown: string };
  readonly tags: readonly Tag[];
  readonly keys: readonly KeyAction[];
  readonly preferences: ReadingPreferences;
  /** The passage that the address names, or @ and a place in the text. */
  readonly focus: string | null;
  /** Every sentence the reader shows, by key; `{name}` marks what is filled in. */
  readonly words: Readonly<Record<string, string>>;
}
