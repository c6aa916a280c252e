/** Submitting and reopening a reading: only when everything is saved, and only when the server said so. */

import type { Outbox } from "../core/outbox.ts";
import type { ReaderData } from "../core/types.ts";

export type Answer =
  | { readonly kind: "done"; readonly status: ReaderData["status"] }
  /** Some changes are not saved yet. */
  | { readonly kind: "unsaved"; readonly n: number }
  | { readonly kind: "unauthorised" }
  /** The text was corrected: nobody read the newest one yet. */
  | { readonly kind: "superseded"; readonly sentence: string | null }
  | { readonly kind: "refused"; readonly sentence: string | null };

/** Sends what is pending first; asks nothing of the server while anything is not saved. */
export async function setStatus(data: ReaderData, outbox: Outbox, status: "submitted" | "in_progress"): Promise<Answer> {
  await outbox.flush();
  const state = outbox.state();
  const unsaved = state.pending + state.failed + state.held;
  if (status === "submitted" && unsaved > 0) return { kind: "unsaved", n: unsaved };
  let answer: Response;
  try {
    answer = await fetch(`${data.api}/articles/${data.article.id}/reading`, {
      method: "POST",
      headers: { Authorization: `Bearer ${data.token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ status, revision_id: data.revision.id }),
    });
  } catch {
    return { kind: "refused", sentence: null };
  }
  if (answer.status === 401) return { kind: "unauthorised" };
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return { kind: "done", status: ((body as { status?: ReaderData["status"] } | null)?.status ?? status) };
  const detail = (body as { detail?: unknown } | null)?.detail;
  const sentence = typeof detail === "string" ? detail : null;
  return { kind: answer.status === 409 ? "superseded" : "refused", sentence };
}
