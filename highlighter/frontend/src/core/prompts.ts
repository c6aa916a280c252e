/** What a tag asks of whoever gives it, and which of it is not answered yet. */
import type { Annotation, Prompt, Stance, Tag } from "./types.ts";

/** The tags of the default set whose evidence speaks against the passage. */
const AGAINST: ReadonlySet<string> = new Set(["disputed"]);

/** A question answered in the note is open while the note is blank, one answered by evidence while there is none. */
export function openPrompts(tag: Tag | undefined, passage: Pick<Annotation, "note" | "evidence">): readonly Prompt[] {
  return (tag?.prompts ?? []).filter(({ answer }) => answer === "note" ? isBlank(passage.note) : passage.evidence.length === 0);
}

/** Whether the tag asks for evidence, none is there, and no question of its own says so already. */
export function lacksEvidence(tag: Tag | undefined, passage: Pick<Annotation, "evidence">): boolean {
  const isAsked = tag?.prompts?.some(({ answer }) => answer === "evidence") ?? false;
  return tag?.asks_evidence === true && passage.evidence.length === 0 && !isAsked;
}

/** How evidence for such a passage most likely stands to it. */
export function usualStance(tag: string): Stance {
  return AGAINST.has(tag) ? "contradicts" : "supports";
}

export function isBlank(note: string | null): boolean {
  return note === null || note.trim() === "";
}
