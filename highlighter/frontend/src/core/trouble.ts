/** Whether sending fails, steadily told: an attempt on its way again changes nothing yet, only its answer does. */

import type { OutboxState } from "./outbox.ts";

type Told = Pick<OutboxState, "pending" | "failed" | "retryAt">;

export class Trouble {
  /** So many operations waited when sending failed last; null: it did not. */
  #waiting: number | null = null;

  /** Asked at each change of the outbox. */
  isIn({ pending, failed, retryAt }: Told): boolean {
    if (retryAt !== null) this.#waiting = pending;
    else if (failed > 0 || this.#waiting === null || pending < this.#waiting) this.#waiting = null;
    return pending > 0 && this.#waiting !== null;
  }
}
