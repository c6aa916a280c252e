/** What a reviewer set for this browser: text size, and whether others' passages show. */

import type { ReaderData } from "../core/types.ts";

const DEFAULT_SIZE = 19;
const PHONE_SIZE = 18;

export class Preferences {
  readonly #prefix: string;

  constructor(data: ReaderData) {
    // Not under "workbench:", where the outbox reads every key.
    this.#prefix = `workbench-reader:${data.instance}:${data.reviewer.id}:`;
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
    try {
      return localStorage.getItem(this.#prefix + name);
    } catch {
      return null;
    }
  }

  #set(name: string, value: string): void {
    try {
      localStorage.setItem(this.#prefix + name, value);
    } catch {
      // A browser that keeps nothing shows the default next time.
    }
  }
}
