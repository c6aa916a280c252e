/** Settling an article and reopening it: only when everything is saved, and only when the server said so. */

import type { Outbox } from "../core/outbox.ts";
import type { SettleData } from "../core/settle_types.ts";

export type ClosingAnswer =
  | { readonly kind: "done" }
  /** Some decisions are not saved yet. */
  | { readonly kind: "unsaved"; readonly n: number }
  /** Something is open still. */
  | { readonly kind: "open"; readonly n: number; readonly sentence: string }
  /** Gold of one tag lies over itself, in so many places. */
  | { readonly kind: "overlapping"; readonly n: number; readonly sentence: string }
  | { readonly kind: "unauthorised" }
  | { readonly kind: "refused"; readonly sentence: string | null };

/** What the editor leaves as it is: what is `open` still, gold that is `overlapping`. */
export interface Left {
  readonly open?: boolean;
  readonly overlapping?: boolean;
}

/** Sends what is pending first; `version` is the one that was seen. */
export async function closeArticle(data: SettleData, outbox: Outbox, wanted: "settle" | "unsettle", version: number, left: Left): Promise<ClosingAnswer> {
  await outbox.flush();
  const state = outbox.state();
  const unsaved = state.pending + state.failed + state.held;
  if (wanted === "settle" && unsaved > 0) return { kind: "unsaved", n: unsaved };
  let answer: Response;
  try {
    answer = await fetch(`${data.api}/revisions/${data.revision.id}/${wanted}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${data.token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ version, ...(left.open ? { anyway: true } : {}), ...(left.overlapping ? { overlapping: true } : {}) }),
    });
  } catch {
    return { kind: "refused", sentence: null };
  }
  if (answer.ok) return { kind: "done" };
  if (answer.status === 401) return { kind: "unauthorised" };
  const body = (await answer.json().catch(() => null)) as { detail?: unknown; open?: unknown; overlapping?: unknown } | null;
  const sentence = typeof body?.detail === "string" ? body.detail : null;
  if (answer.status === 409 && typeof body?.open === "number") return { kind: "open", n: body.open, sentence: sentence ?? "" };
  if (answer.status === 409 && typeof body?.overlapping === "number") return { kind: "overlapping", n: body.overlapping, sentence: sentence ?? "" };
  return { kind: "refused", sentence };
}
