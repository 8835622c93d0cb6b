const DAY_MS = 86_400_000;

/** Days as people mean them, in their own time zone; `end`: the day is included. */
export const instant = (day: string, { end = false } = {}): string =>
  day ? new Date(new Date(`${day}T00:00`).getTime() + (end ? DAY_MS : 0)).toISOString() : '';
