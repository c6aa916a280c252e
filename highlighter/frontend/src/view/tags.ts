/** The tags by name, with the index under which the theme keeps their colours. */

import type { Tag } from "../core/types.ts";
import { el } from "./dom.ts";

export class Tags {
  readonly all: readonly Tag[];
  readonly #index: ReadonlyMap<string, number>;

  constructor(tags: readonly Tag[]) {
    this.all = tags;
    this.#index = new Map(tags.map((tag, index) => [tag.name, index]));
  }

  /** The tags that can still be given. */
  offered(): readonly Tag[] {
    return this.all.filter((tag) => !tag.retired);
  }

  byKey(key: string): Tag | undefined {
    return this.offered().find((tag) => tag.key === key);
  }

  get(name: string): Tag | undefined {
    return this.all[this.#index.get(name) ?? -1];
  }

  /** The number under which the theme keeps its colours. */
  place(name: string): number | undefined {
    return this.#index.get(name);
  }

  /** A colour property of a tag as a CSS value; ink where the tag is unknown here. */
  colour(name: string, part: "ink" | "fill" | "underline" | "wash" | "on"): string {
    const index = this.#index.get(name);
    if (index !== undefined) return `var(--fcw-r-t${index}-${part})`;
    return part === "fill" || part === "wash" ? "var(--fcw-r-hover)" : "var(--fcw-r-ink-2)";
  }

  line(name: string, reversed = false): string {
    const index = this.#index.get(name);
    if (index === undefined) return "linear-gradient(var(--fcw-r-ink-2), var(--fcw-r-ink-2))";
    return `var(--fcw-r-t${index}-${reversed ? "reversed" : "line"})`;
  }

  /** A short piece of the tag's line, as it stands on buttons and cards. */
  swatch(name: string, reversed = false): HTMLElement {
    const line = el("span", { class: "fcw-r-line", "aria-hidden": "true" });
    line.style.backgroundImage = this.line(name, reversed);
    return line;
  }
}
