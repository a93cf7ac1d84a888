/** The list of a day of Hugging Face, `YYYY-MM-DD` in UTC, grows until about 02:30 UTC of the next one: then it is settled. */
const SETTLED_AFTER_MS = (24 * 60 + 150) * 60_000;

/** From when on the list of a day holds all that it ever will. */
export function settledAt(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + SETTLED_AFTER_MS);
}

/** Whether the list of a day holds all that it ever will, at an instant. */
export function isSettled(day: string, at: Date): boolean {
  return at.getTime() >= settledAt(day).getTime();
}

/** The oldest day whose list is not settled at an instant: every day before it is. */
export function firstOpenDay(at: Date): string {
  return new Date(at.getTime() - SETTLED_AFTER_MS + 86_400_000).toISOString().slice(0, 10);
}
