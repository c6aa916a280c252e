/** Names in a sentence: commas between them, a word before the last. */
import type { Wording } from "./wording.ts";

export function listed(names: readonly string[], words: Wording): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : words.say("listed_and", { names: names.slice(0, -1).join(", "), last });
}
