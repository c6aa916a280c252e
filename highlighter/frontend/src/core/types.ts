/** The words of the reader: what a passage is, what is done to it, and what the server answers. */

/** Offsets everywhere outside the DOM: Unicode code points, 0-based, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Stance = "supports" | "contradicts" | "context";
export type Confidence = "low" | "medium" | "high";

export interface Evidence {
  readonly url: string;
  readonly quote: string;
  readonly stance: Stance;
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
}

export type Kind = "create" | "update" | "delete" | "restore";

/** One change as it is posted to `/api/annotations`; `id` makes sending it twice harmless. */
export interface Operation {
  readonly id: string;
  readonly kind: Kind;
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

export interface Result {
  readonly id: string;
  readonly status: "saved" | "conflict" | "rejected";
  readonly annotation: Annotation | null;
  readonly message: string | null;
}

/** What a card's `data-state` says. */
export type SaveState = "saving" | "saved" | "failed" | "conflict";

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
  readonly retired: boolean;
  readonly light: TagColours;
  readonly dark: TagColours;
}

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
  readonly tags: readonly Tag[];
  /** Every sentence the reader shows, by key; `{name}` marks what is filled in. */
  readonly words: Readonly<Record<string, string>>;
}
