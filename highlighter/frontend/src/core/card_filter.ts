/** Which cards are shown: a passage passes when it meets everything that was asked for. */
import { isBlank } from "./prompts.ts";
import type { Annotation } from "./types.ts";

export interface CardFilter {
  /** Any of these; none named means every tag. */
  readonly tags: ReadonlySet<string>;
  readonly withNote: boolean;
  readonly withoutEvidence: boolean;
  readonly whose: "all" | "mine" | "others";
}

export const EVERYTHING: CardFilter = { tags: new Set(), withNote: false, withoutEvidence: false, whose: "all" };

export function passes(filter: CardFilter, passage: Annotation, isMine: boolean): boolean {
  if (filter.tags.size > 0 && !filter.tags.has(passage.tag)) return false;
  if (filter.withNote && isBlank(passage.note)) return false;
  if (filter.withoutEvidence && passage.evidence.length > 0) return false;
  return filter.whose === "all" || isMine === (filter.whose === "mine");
}

export function isEverything({ tags, withNote, withoutEvidence, whose }: CardFilter): boolean {
  return tags.size === 0 && !withNote && !withoutEvidence && whose === "all";
}

export function toggled<T>(values: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const others = new Set(values);
  if (!others.delete(value)) others.add(value);
  return others;
}
