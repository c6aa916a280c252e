/** All readings and the gold as they lie over the text: which lane each has, what is washed, what is opened. */

import type { CodePoints } from "../core/offsets.ts";
import { goldLanes, lanesOf, type StopLanes } from "../core/reading_lanes.ts";
import type { Gold } from "../core/settle_types.ts";
import type { Settlement } from "../core/settlement.ts";
import { overlap, type Stop } from "../core/stops.ts";
import type { Annotation, Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { type BlockRange, blockAt } from "./blocks.ts";
import type { Look, PaintedPassages, Passage } from "./passages.ts";

/** Two hairlines, whatever the tag. */
const GOLD_LINE = "linear-gradient(var(--fcw-s-gold) 1.3px, transparent 1.3px 2.7px, var(--fcw-s-gold) 2.7px)";

export class SettlePassages implements PaintedPassages {
  readonly #settlement: Settlement;
  readonly #points: CodePoints;
  readonly #ranges: readonly BlockRange[];
  readonly #words: Wording;
  #known = new Map<string, Passage>();
  #buckets: Passage[][] = [];
  #opened: StopLanes | null = null;

  constructor(settlement: Settlement, points: CodePoints, ranges: readonly BlockRange[], words: Wording) {
    this.#settlement = settlement;
    this.#points = points;
    this.#ranges = ranges;
    this.#words = words;
  }

  get(id: string): Passage | undefined {
    return this.#known.get(id);
  }

  /** In reading order. */
  inBlock(index: number): Passage[] {
    return this.#buckets[index] ?? [];
  }

  /** The lanes of the stop that is opened; null where none is. */
  get opened(): StopLanes | null {
    return this.#opened;
  }

  /** Looks at everything again; `here` is the stop under the cursor. */
  refresh(stops: readonly Stop[], here: Stop | null): void {
    const gold = goldLanes(this.#settlement);
    const found = this.#settlement.gold().map((one) => this.#goldPassage(one, gold.get(one.id) ?? 0));
    this.#opened = null;
    for (const stop of stops) {
      const lanes = lanesOf(stop, this.#settlement, gold);
      const isOpened = here !== null && stop.start === here.start && stop.end === here.end && stop.kind === "parted";
      if (isOpened) this.#opened = lanes;
      found.push(...this.#ofStop(stop, lanes, isOpened));
    }
    found.sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
    this.#known = new Map(found.map((one) => [one.id, one]));
    this.#buckets = this.#ranges.map(() => []);
    for (const one of found) for (let index = one.firstBlock; index <= one.lastBlock; index += 1) this.#buckets[index]?.push(one);
  }

  span(span: Span): Span {
    return { start: this.#points.toUtf16(span.start), end: this.#points.toUtf16(span.end) };
  }

  #ofStop(stop: Stop, lanes: StopLanes, isOpened: boolean): Passage[] {
    const rows = stop.annotations.flatMap((id) => this.#settlement.passage(id) ?? []);
    return rows.map((row, index) => {
      const isAgreed = stop.kind === "agreed";
      const voice = !isAgreed ? this.#words.say("tag_of", { tag: row.tag, who: row.reviewer_name || row.reviewer })
        : index === 0 ? this.#words.say("settle_all_have", { tag: row.tag }) : "";
      // Where gold lies, its tag is what the text is washed with.
      const mine = isAgreed && !stop.gold.some((one) => overlap(one, row));
      return this.#passage(row, lanes.lane.get(row.id) ?? 1, mine, { line: null, voice, isOpened, lanes: lanes.count });
    });
  }

  #goldPassage(gold: Gold, lane: number): Passage {
    const annotation: Annotation = {
      ...gold, confidence: null, evidence: [], reviewer: gold.by, reviewer_name: gold.by, created_at: "", updated_at: "",
    };
    const voice = this.#words.say("settle_gold_tag", { tag: gold.tag });
    return this.#passage(annotation, lane, true, { line: GOLD_LINE, voice, isOpened: false, lanes: 0 });
  }

  #passage(annotation: Annotation, lane: number, mine: boolean, look: Omit<Look, "name">): Passage {
    const { start, end } = this.span(annotation);
    const { id, tag } = annotation;
    const name = `${look.line === null ? "" : "gold "}${look.isOpened ? `opened ${look.lanes} ` : ""}${look.voice}`;
    return {
      id, tag, start, end, lane, annotation, mine, look: { ...look, name },
      firstBlock: blockAt(this.#ranges, start), lastBlock: blockAt(this.#ranges, Math.max(start, end - 1)),
    };
  }
}
