/** What the store keeps of one operation, and how it is read back. */
import type { Operation, Result } from "./types.ts";

/** An operation in the outbox. */
export interface Entry {
  /** Orders operations oldest first, across tabs and reloads; ties by the operation's id. */
  readonly seq: number;
  readonly operation: Operation;
  /** The answer that waits for the person's decision: a conflict or a rejection. */
  held: Result | null;
  /** How often it was sent without an answer. */
  attempts: number;
  /** Whether the store has it. */
  kept: boolean;
  /** Whether the store refused it, so that closing the page would lose it. */
  refused: boolean;
  /** Whether this page made it, or found it when it opened, rather than learned of it later. */
  readonly own: boolean;
  /** The value as the store has it. */
  raw: string;
}

export function write(entry: Entry): string {
  const { seq, operation, held, attempts } = entry;
  return JSON.stringify(held ? { seq, operation, held, attempts } : { seq, operation, attempts });
}

/** The entry that `raw` tells, or null where it is not one of operation `id`. */
export function read(id: string, raw: string, own: boolean): Entry | null {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!isRecord(value) || typeof value["seq"] !== "number") return null;
  const { seq, operation, held, attempts } = value;
  if (!isRecord(operation) || operation["id"] !== id || typeof operation["kind"] !== "string") return null;
  if (!isAboutSomething(operation)) return null;
  if (held !== undefined && !(isRecord(held) && typeof held["status"] === "string")) return null;
  return {
    seq,
    operation: operation as unknown as Operation,
    held: held === undefined ? null : (held as unknown as Result),
    attempts: typeof attempts === "number" ? attempts : 0,
    kept: true,
    refused: false,
    own,
    raw,
  };
}

export function oldestFirst(a: Entry, b: Entry): number {
  if (a.seq !== b.seq) return a.seq - b.seq;
  const [one, other] = [a.operation.id, b.operation.id];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What an older version kept is about a passage, and reads as it did. */
function isAboutSomething({ annotation, reading, comment, thread, gold, rejection, unclear }: Record<string, unknown>): boolean {
  for (const [subject, name] of [[annotation, "id"], [comment, "id"], [thread, "id"], [gold, "id"], [rejection, "annotation_id"], [unclear, "id"]] as const) {
    if (isRecord(subject)) return typeof subject[name] === "string" && typeof subject["revision_id"] === "number";
  }
  if (!isRecord(reading) || typeof reading["revision_id"] !== "number") return false;
  return Array.isArray(reading["sentences"]) && reading["sentences"].every(Number.isInteger);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
