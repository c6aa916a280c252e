/** Follows what others do to the article while it is in sight: nobody needs to reload. */

import { Unauthorised } from "../core/api.ts";
import type { ReaderData } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import type { News } from "./session.ts";
import { isSignedOut } from "./signed_out.ts";

/** Milliseconds: so often it is asked, and so much later where that failed. */
const [EVERY, TROUBLED] = [1200, 5000];
/** So long after the last sign of a hand somebody counts as at work. */
const ACTIVE_FOR = 60_000;
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"];
/** Whoever listens is told how much changed, and seldom. */
const TOLD_EVERY = 20_000;

/** What is followed: the article as a reader, or whoever settles it, has it open. */
export interface Followed {
  readonly data: Pick<ReaderData, "token" | "api" | "revision">;
  follow(active: boolean): Promise<News | null>;
}

export interface FollowingHost {
  readonly session: Followed;
  readonly words: Wording;
  /** Whether passages of others are shown. */
  showsOthers(): boolean;
  company(sentence: string): void;
  announce(sentence: string): void;
  /** That others changed so much. */
  changed(n: number): string;
  /** The article has a newer text than the one that is open. */
  superseded(): void;
  /** How far the reading is, as it is shown. */
  status(): ReaderData["status"];
  /** Somebody else submitted or reopened it. */
  turned(status: ReaderData["status"]): void;
  askToken(): void;
}

export class Following {
  readonly #host: FollowingHost;
  readonly #ended: AbortSignal;
  #next = 0;
  #isAsking = false;
  #active = performance.now();
  /** Passages of others that changed and were not told of aloud. */
  #untold = 0;
  #toldAt = -TOLD_EVERY;
  /** The token that was refused: nothing is asked until there is another. */
  #refused = "";

  constructor(host: FollowingHost, ended: AbortSignal) {
    this.#host = host;
    this.#ended = ended;
    const quietly = { passive: true, capture: true, signal: ended };
    for (const sign of SIGNS) document.addEventListener(sign, () => { this.#active = performance.now(); }, quietly);
    document.addEventListener("visibilitychange", () => this.#soon(0), { signal: ended });
    window.addEventListener("pagehide", () => this.#leave(), { signal: ended });
    ended.addEventListener("abort", () => {
      clearTimeout(this.#next);
      this.#leave();
    });
    this.#soon(0);
  }

  /** Others hear at once that nobody is here any more, rather than when they were not seen for a while. */
  #leave(): void {
    const { api, token, revision } = this.#host.session.data;
    const headers = { Authorization: `Bearer ${token}` };
    // A page that goes takes its calls along, but for those that are kept alive.
    void fetch(`${api}/revisions/${revision.id}/presence`, { method: "DELETE", keepalive: true, headers }).catch(() => undefined);
  }

  #soon(wait: number): void {
    clearTimeout(this.#next);
    if (!this.#ended.aborted && !document.hidden) this.#next = window.setTimeout(() => void this.#ask(), wait);
  }

  async #ask(): Promise<void> {
    const { token } = this.#host.session.data;
    if (this.#isAsking || token === this.#refused) return this.#soon(EVERY);
    this.#isAsking = true;
    let wait = EVERY;
    try {
      await this.#follow();
    } catch (error) {
      // What is on the screen stays; the save state says when the server is away.
      wait = TROUBLED;
      if (error instanceof Unauthorised) await this.#renew(token);
    }
    this.#isAsking = false;
    this.#soon(wait);
  }

  async #follow(): Promise<void> {
    const shown = this.#host.status();
    const news = await this.#host.session.follow(performance.now() - this.#active < ACTIVE_FOR);
    if (news === null || this.#ended.aborted) return this.#tell(0);
    this.#host.company(companyOf(news.here, this.#host.words));
    if (news.superseded) this.#host.superseded();
    // What was answered to a press of the button meanwhile is newer.
    const isTurned = (news.status === "submitted") !== (shown === "submitted");
    if (isTurned && shown === this.#host.status()) this.#host.turned(news.status);
    this.#tell(this.#host.showsOthers() ? news.others : 0);
  }

  /** A token that ended is asked for anew; whoever is signed out is told so, and goes on reading. */
  async #renew(refused: string): Promise<void> {
    this.#refused = refused;
    if (!(await isSignedOut(true))) this.#host.askToken();
  }

  #tell(others: number): void {
    this.#untold += others;
    if (this.#untold === 0 || performance.now() - this.#toldAt < TOLD_EVERY) return;
    this.#host.announce(this.#host.changed(this.#untold));
    this.#untold = 0;
    this.#toldAt = performance.now();
  }
}

/** Who else is here, at most three of them by name. */
export function companyOf(names: readonly string[], words: Wording): string {
  const [first, second, third] = names;
  if (first === undefined) return "";
  if (second === undefined) return words.say("here_alone", { name: first });
  const left = names.length - 2;
  if (third === undefined) return words.say("here_two", { first, second });
  return left === 1 ? words.say("here_three", { first, second, third }) : words.say("here_more", { first, second, left });
}
