/** Whether two values say the same, whatever the order of fields and of lists. */

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value ?? null;
  if (Array.isArray(value)) return [...(value as unknown[])].sort();
  return Object.entries(value).map(([name, one]) => [name, sorted(one)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
