/** One article being settled: what was fetched, what was decided, what is still to be saved. */

import { Api, Unauthorised } from "../core/api.ts";
import { CodePoints } from "../core/offsets.ts";
import { type Held, httpSend, later, localStore, Outbox, type OutboxState, webLocks } from "../core/outbox.ts";
import type { HeldChoice, Readings, SettleData } from "../core/settle_types.ts";
import { isAboutGold } from "../core/operation.ts";
import { newsOf, type SettleNews } from "../core/settle_news.ts";
import { type Decision, isHeldSettling, Settlement } from "../core/settlement.ts";
import type { News, Opened } from "./session.ts";
import { tell, watchOtherTabs } from "./other_tabs.ts";
import { WrongText } from "./session.ts";

const REFETCH_PAUSE = 400;

export interface SettleSessionEvents {
  /** Anything that was decided or read may be another now. */
  changed(): void;
  saving(state: OutboxState): void;
  unauthorised(): void;
  /** The gold whose note is being written just now. */
  edited(): string | null;
  /** Others did something. */
  news(news: SettleNews, closing: Closing | null): void;
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
  /** Up to where it is known what others did, and the mark of all that was decided. */
  #cursor = "";
  #mark = "";
  /** Something newer is there of the gold that was being written in. */
  #isBehind = false;
  /** The version that settling or reopening here made: it is no news. */
  #closingHere = 0;
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
        this.settlement?.settle(operation, result, this.#events.edited());
        this.#letGoOfAlike();
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

  /** Whether the article is settled was answered to this tab: the next such version is its own. */
  closed(): void {
    this.#closingHere = this.closing.version + 1;
    this.refetchSoon();
  }

  /** Asks for what was refused again, upon what is stored now, or lets go of it. */
  decide(held: Held, choice: HeldChoice): void {
    this.outbox.release([held.operation.id]);
    const decision = choice === "theirs" ? null : (this.settlement?.again(held, choice === "both") ?? null);
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

  /** Asks what others did, and takes it over; null: nothing. Raises Unauthorised and Unreachable. */
  async follow(): Promise<News | null> {
    // Whoever settles is not at work on a reading of their own.
    const told = await this.#api.changes(this.data.revision.id, this.#cursor, false, true);
    if (this.settlement === null || this.#ended.signal.aborted) return null;
    if (this.#isBehind && this.#events.edited() === null) this.refetchSoon();
    if (told === null) return null;
    // While own decisions are under way it is asked again: they would be fetched with the rest.
    const isUnderWay = this.outbox.pending().length > 0;
    let others = 0;
    if (told.settling !== this.#mark && !isUnderWay) others = await this.#fetch();
    if (!isUnderWay) [this.#cursor, this.#mark] = [told.cursor, told.settling ?? ""];
    return { status: told.status, here: told.here, others, superseded: told.superseded };
  }

  async #fetchAgain(): Promise<void> {
    try {
      await this.#fetch();
    } catch (error) {
      // What is on the screen stays; the save state already says when the server is away.
      if (error instanceof Unauthorised) this.#events.unauthorised();
    }
  }

  /** Looks at everything again; how many decisions of others came. */
  async #fetch(): Promise<number> {
    if (this.settlement === null || this.#ended.signal.aborted) return 0;
    const readings = await this.#steady();
    const { settlement, closing } = this;
    const before = { readings: settlement.readings, state: settlement.stored() };
    this.#isBehind = settlement.load(readings, this.outbox.pending(), this.#events.edited());
    const news = newsOf(before, { readings: readings.readings, state: settlement.stored() });
    this.closing = readings;
    this.#events.changed();
    const isTurned = closing.state !== readings.state && readings.version > closing.version && this.#closingHere < readings.version;
    this.#events.news(news, isTurned ? readings : null);
    return news.decided;
  }

  /** Of two alike decisions nothing is left to decide. */
  #letGoOfAlike(): void {
    const alike = this.held().filter(({ operation, result: { status, gold } }) => {
      if (status !== "conflict" || !gold || !isAboutGold(operation) || operation.kind !== "gold_create" || gold.deleted_at !== undefined) return false;
      const { start, end, tag, sources = [] } = operation.gold;
      return gold.start === start && gold.end === end && gold.tag === tag && sources.every((id) => gold.sources.includes(id));
    });
    if (alike.length > 0) this.outbox.release(alike.map(({ operation }) => operation.id));
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
