/** Sending operations to the workbench, and what may come of it. */
import { isAboutSentences, isSettling, subjectOf } from "./operation.ts";
import type { Operation, Result } from "./types.ts";

export type SendOutcome =
  | { readonly kind: "answered"; readonly results: readonly Result[] }
  | { readonly kind: "unauthorised" }
  | { readonly kind: "unreachable"; readonly reason: string }
  | { readonly kind: "refused"; readonly status: number; readonly reason: string };

export type Send = (operations: readonly Operation[]) => Promise<SendOutcome>;

/** Runs `work` after `ms`; what it returns calls that off. */
export type Later = (ms: number, work: () => void) => () => void;

const PATIENCE_MS = 10_000;
const MOST_BYTES = 2_000_000;

/** POSTs the operations it is given in one call, and gives up after 10 s. Never throws. */
export function httpSend(
  api: string,
  token: () => string,
  fetch: typeof globalThis.fetch,
  wait: Later = later,
): Send {
  return async (operations) => {
    const giveUp = new AbortController();
    const cancel = wait(PATIENCE_MS, () => giveUp.abort());
    try {
      const answer = await fetch(`${api}/annotations`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token()}`, "Content-Type": "application/json" },
        body: JSON.stringify({ operations }),
        signal: giveUp.signal,
      });
      return await outcomeOf(answer);
    } catch (error) {
      // What the browser says of a broken connection differs in each: the person is told the fact.
      if (!(error instanceof Error)) throw error;
      return { kind: "unreachable", reason: giveUp.signal.aborted ? "reason_slow" : "reason_away" };
    } finally {
      cancel();
    }
  };
}

async function outcomeOf(answer: Response): Promise<SendOutcome> {
  if (answer.status === 401) return { kind: "unauthorised" };
  if (!answer.ok) {
    return { kind: "refused", status: answer.status, reason: "reason_refused" };
  }
  const body: unknown = await answer.json();
  const results = (body as { results?: unknown } | null)?.results;
  if (!Array.isArray(results)) {
    return { kind: "unreachable", reason: "reason_foreign" };
  }
  return { kind: "answered", results: results as Result[] };
}

/** By the clock of the browser. */
export function later(ms: number, work: () => void): () => void {
  const id = setTimeout(work, ms);
  return () => clearTimeout(id);
}

/**
 * The operations to send together: the oldest of each subject, at most `most` and 2 MB of JSON.
 * A second one of the same annotation waits for the answer to the first: sent along, it could be
 * saved although the first was not. Of a reading's sentences more go along as long as none is
 * named twice, so that it does not matter which of them is saved. Decisions keep their order.
 */
export function batchOf(pending: Iterable<Operation>, most: number): Operation[] {
  const batch: Operation[] = [];
  const seen = new Map<string, Set<number> | null>();
  let bytes = 0;
  let isHeldUp = false;
  for (const operation of pending) {
    if (batch.length >= most) break;
    // One decision may rest on the other: gold is let go of before its passage is rejected.
    if (isHeldUp && isSettling(operation)) continue;
    if (!takesAlong(operation, seen)) {
      isHeldUp ||= isSettling(operation);
      continue;
    }
    bytes += new TextEncoder().encode(JSON.stringify(operation)).length + 1;
    if (batch.length > 0 && bytes > MOST_BYTES) break;
    batch.push(operation);
  }
  return batch;
}

/** Per subject the sentences that go already; null: nothing more of it may go. */
function takesAlong(operation: Operation, seen: Map<string, Set<number> | null>): boolean {
  const subject = subjectOf(operation);
  const going = seen.get(subject);
  if (going === null) return false;
  if (!isAboutSentences(operation)) {
    seen.set(subject, null);
    return true;
  }
  const { sentences } = operation.reading;
  const isOther = going === undefined || sentences.every((sentence) => !going.has(sentence));
  if (!isOther) seen.set(subject, null);
  else if (going === undefined) seen.set(subject, new Set(sentences));
  else for (const sentence of sentences) going.add(sentence);
  return isOther;
}
