/** What the reader fetches: a revision's text, its annotations and its sentences. */
import type { Person } from "./mention.ts";
import type { Readings } from "./settle_types.ts";
import type { Thread } from "./talk.ts";
import type { Annotation, Changes } from "./types.ts";

/** The token is missing, bad or over: a new one is needed from the page. */
export class Unauthorised extends Error {
  override readonly name = "Unauthorised";
}

/** The workbench did not answer, or not with what was asked for. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

export class Api {
  readonly #base: string;
  readonly #token: () => string;
  readonly #fetch: typeof globalThis.fetch;

  constructor(base: string, token: () => string, fetch: typeof globalThis.fetch = globalThis.fetch) {
    this.#base = base;
    this.#token = token;
    // A method's `this` would make the browser's own fetch refuse the call.
    this.#fetch = (input, init) => fetch(input, init);
  }

  /** The revision's text, exactly as stored. */
  async text(revisionId: number): Promise<string> {
    const bytes = await this.#get(revisionId, "text", (answer) => answer.arrayBuffer());
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }

  /** All live annotations of the revision that the reviewer may see. */
  async annotations(revisionId: number): Promise<Annotation[]> {
    return this.#list<Annotation>(revisionId, "annotations");
  }

  /** The revision's sentences as [start, end) in code points, in order. */
  async sentences(revisionId: number): Promise<[number, number][]> {
    return this.#list<[number, number]>(revisionId, "sentences");
  }

  /** The sentences that the reviewer read and cleared, by their places. */
  async cleared(revisionId: number): Promise<number[]> {
    return this.#list<number>(revisionId, "reading", "cleared");
  }

  /** All submitted readings of the revision, and what was settled of them. */
  async readings(revisionId: number): Promise<Readings> {
    const found: unknown = await this.#get(revisionId, "readings", (answer) => answer.json());
    if (!Array.isArray((found as Partial<Readings> | null)?.groups)) {
      throw new Unreachable("The workbench answered without the article's readings: reload the page.");
    }
    return found as Readings;
  }

  /** What is new since `since`; null: nothing. `active`: the reviewer is at work; `settling`: as somebody who settles it. */
  async changes(revisionId: number, since: string, active: boolean, settling = false): Promise<Changes | null> {
    const asked = new URLSearchParams({ since, active: String(active), ...(settling ? { settling: "true" } : {}) });
    return this.#get(revisionId, `changes?${asked}`, async (answer) => (answer.status === 204 ? null : ((await answer.json()) as Changes)));
  }

  /** What is said about the revision and its article. */
  async threads(revisionId: number): Promise<Thread[]> {
    return this.#list<Thread>(revisionId, "threads");
  }

  /** Whom a comment may name: in the thread, else upon the passage, else upon the article. */
  async people(revisionId: number, place: { readonly thread?: string; readonly annotation?: string }): Promise<Person[]> {
    return this.#list<Person>(revisionId, `people?${new URLSearchParams(place).toString()}`, "people");
  }

  /** To whom the reviewer, as an editor, can write about the article; nobody where they are none. */
  async recipients(revisionId: number): Promise<Person[]> {
    return this.#list<Person>(revisionId, "recipients", "people");
  }

  /** The comments were shown. False where the workbench did not hear it. */
  async seen(comments: readonly string[]): Promise<boolean> {
    const headers = { Authorization: `Bearer ${this.#token()}`, "Content-Type": "application/json" };
    try {
      const answer = await this.#fetch(`${this.#base}/threads/seen`, { method: "POST", headers, body: JSON.stringify({ comments }) });
      return answer.ok;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  }

  async #list<T>(revisionId: number, what: string, rowsIn: string = what): Promise<T[]> {
    const found: unknown = await this.#get(revisionId, what, (answer) => answer.json());
    const rows = (found as Record<string, unknown> | null)?.[rowsIn];
    if (!Array.isArray(rows)) {
      throw new Unreachable(`The workbench answered without the article's ${what}: reload the page.`);
    }
    return rows as T[];
  }

  async #get<T>(revisionId: number, what: string, read: (answer: Response) => Promise<T>): Promise<T> {
    const headers = { Authorization: `Bearer ${this.#token()}` };
    let status: number;
    try {
      const answer = await this.#fetch(`${this.#base}/revisions/${revisionId}/${what}`, { headers });
      if (answer.ok) return await read(answer);
      status = answer.status;
    } catch (error) {
      const cause = { cause: error };
      throw new Unreachable(`The workbench does not answer: the article's ${what} did not come.`, cause);
    }
    if (status === 401) throw new Unauthorised("The sign-in is over: sign in again.");
    throw new Unreachable(`The workbench refused the article's ${what} (${status}).`);
  }
}
