/** One article being settled: what was fetched, what was decided, what is still to be saved. */

import { Api, Unauthorised } from "../core/api.ts";
import { CodePoints } from "../core/offsets.ts";
import { type Held, httpSend, later, localStore, Outbox, type OutboxState, webLocks } from "../core/outbox.ts";
import type { Readings, SettleData } from "../core/settle_types.ts";
import { type Decision, isHeldSettling, Settlement } from "../core/settlement.ts";
import type { Opened } from "./session.ts";
import { tell, watchOtherTabs } from "./other_tabs.ts";
import { WrongText } from "./session.ts";

const REFETCH_PAUSE = 400;

export interface SettleSessionEvents {
  /** Anything that was decided or read may be another now. */
  changed(): void;
  saving(state: OutboxState): void;
  unauthorised(): void;
}

/** Whether the article is settled, and by whom. */
export type Closing = Pick<Readings, "state" | "version" | "settled_at" | "settled_by">;

export class SettleSession {
  data: SettleData;
  settlement: Settlement | null = null;
  closing: Closing = { state: "open", version: 0, settled_at: null, settled_by: null };
  readonly outbox: Outbox;
  readonly #api: Api;
  readonly #events: SettleSessionEvents;
  readonly #ended = new AbortController();
  #answers = 0;
  #refetch = 0;
  #wakeSignedIn: (() => void)[] = [];

  constructor(data: SettleData, events: SettleSessionEvents) {
    this.data = data;
    this.#events = events;
    const token = (): string => this.data.token;
    const ask: typeof fetch = (input, init) => fetch(input, init);
    this.#api = new Api(data.api, token, ask);
    this.outbox = new Outbox({
      instance: data.instance,
      reviewer: data.reviewer.id,
      store: localStore(localStorage),
      locks: webLocks(navigator.locks, { isHidden: () => document.hidden, later }),
      send: httpSend(data.api, token, ask),
      now: () => Date.now(),
      later,
      onChange: (state) => this.#events.saving(state),
      onResult: (operation, result) => {
        this.#answers += 1;
        this.settlement?.settle(operation, result);
        if (result.status === "saved") tell(this.#channel());
        // What was refused may rest on something that is another by now.
        else this.refetchSoon();
        this.#events.changed();
      },
      onUnauthorised: () => this.#events.unauthorised(),
      onHeld: () => this.refetchSoon(),
    });
    watchOtherTabs(this.#channel(), this.#ended.signal, {
      kept: () => this.outbox.reread(),
      saved: () => { this.outbox.reread(); this.refetchSoon(); },
      seen: () => { if (this.outbox.pending().length === 0) this.refetchSoon(); },
    });
  }

  /** The text, its sentences and all readings of it. Raises WrongText, Unreachable, or what the routes answer. */
  async open(): Promise<Opened> {
    const { revision } = this.data;
    const [text, sentences, readings] = await this.#signedIn(() => Promise.all([
      this.#api.text(revision.id),
      this.#api.sentences(revision.id),
      this.#steady(),
    ]));
    const points = new CodePoints(text);
    if (points.length !== revision.length) throw new WrongText();
    const options = { revisionId: revision.id, points, by: this.data.reviewer.name, newId: () => crypto.randomUUID() };
    this.settlement = new Settlement(options, readings, this.outbox.pending());
    this.settlement.restore(kept(this.#historyKey()));
    this.closing = readings;
    return { points, sentences };
  }

  /** Keeps what was decided and sends it. */
  apply(decision: Decision | null): boolean {
    if (decision === null || this.settlement === null) return false;
    this.outbox.add(...decision.operations);
    keep(this.#historyKey(), this.settlement.kept());
    this.#events.changed();
    return true;
  }

  /** Refused or conflicting operations of settling this article. */
  held(): readonly Held[] {
    return this.outbox.held().filter((held) => isHeldSettling(held, this.data.revision.id));
  }

  /** Asks for what was refused again, upon what is stored now, or lets go of it. */
  decide(held: Held, again: boolean): void {
    this.outbox.release([held.operation.id]);
    const decision = again ? (this.settlement?.again(held) ?? null) : null;
    if (!this.apply(decision)) this.#events.changed();
  }

  refetchSoon(): void {
    clearTimeout(this.#refetch);
    this.#refetch = window.setTimeout(() => void this.#fetchAgain(), REFETCH_PAUSE);
  }

  /** The page sent new data: a new token lets the outbox go on. */
  renew(data: SettleData): void {
    const fresh = data.token !== this.data.token;
    this.data = data;
    if (!fresh) return;
    this.outbox.resume();
    for (const wake of this.#wakeSignedIn.splice(0)) wake();
  }

  close(): void {
    this.#ended.abort();
    clearTimeout(this.#refetch);
    this.outbox.stop();
  }

  async #fetchAgain(): Promise<void> {
    if (this.settlement === null || this.#ended.signal.aborted) return;
    try {
      const readings = await this.#steady();
      this.settlement.load(readings, this.outbox.pending());
      this.closing = readings;
      this.#events.changed();
    } catch (error) {
      // What is on the screen stays; the save state already says when the server is away.
      if (error instanceof Unauthorised) this.#events.unauthorised();
    }
  }

  /** The readings as of a moment in which no answer came in between. */
  async #steady(): Promise<Readings> {
    for (let attempt = 0; ; attempt += 1) {
      const before = this.#answers;
      const readings = await this.#api.readings(this.data.revision.id);
      if (before === this.#answers || attempt === 5) return readings;
    }
  }

  /** Asks again once with a new token when the first one was refused. */
  async #signedIn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unauthorised)) throw error;
      const renewed = new Promise<void>((wake) => this.#wakeSignedIn.push(wake));
      this.#events.unauthorised();
      await renewed;
      return await work();
    }
  }

  #channel(): string {
    return `workbench:${this.data.instance}:${this.data.reviewer.id}`;
  }

  #historyKey(): string {
    return `workbench:undo-settling:${this.data.instance}:${this.data.reviewer.id}:${this.data.revision.id}`;
  }
}

function kept(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as unknown;
  } catch {
    return null;
  }
}

function keep(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or closed store costs undo after a reload, not the work.
  }
}
