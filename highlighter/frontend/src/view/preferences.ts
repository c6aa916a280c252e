/** What a reviewer set for this browser: text size, and whether others' passages show. */

import type { ReaderData } from "../core/types.ts";

const DEFAULT_SIZE = 19;
const PHONE_SIZE = 18;

export class Preferences {
  readonly #prefix: string;

  constructor(data: ReaderData) {
    // Not under "workbench:", where the outbox reads every key.
    this.#prefix = prefixOf(data);
    const { id, title } = data.article;
    this.#set(`article:${data.revision.id}`, JSON.stringify({ id, title }));
  }

  textSize(isPhone: boolean): number {
    const size = Number(this.#get("size"));
    return size >= 16 && size <= 24 ? size : isPhone ? PHONE_SIZE : DEFAULT_SIZE;
  }

  setTextSize(size: number): void {
    this.#set("size", String(size));
  }

  showsOthers(): boolean {
    return this.#get("others") === "yes";
  }

  setShowsOthers(shown: boolean): void {
    this.#set("others", shown ? "yes" : "no");
  }

  #get(name: string): string | null {
    return kept(this.#prefix + name);
  }

  #set(name: string, value: string): void {
    try {
      localStorage.setItem(this.#prefix + name, value);
    } catch {
      // A browser that keeps nothing shows the default next time.
    }
  }
}

/** The article that a reader in this browser opened at this revision; null where none did. */
export function articleOf(data: Kept, revision: number): { readonly id: number; readonly title: string } | null {
  const known = kept(`${prefixOf(data)}article:${revision}`);
  return known === null ? null : (JSON.parse(known) as { id: number; title: string });
}

type Kept = Pick<ReaderData, "instance"> & { readonly reviewer: { readonly id: number } };

function prefixOf(data: Kept): string {
  return `workbench-reader:${data.instance}:${data.reviewer.id}:`;
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
