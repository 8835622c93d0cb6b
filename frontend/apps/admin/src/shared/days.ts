const DAY_MS = 86_400_000;

/** Days as people mean them, in their own time zone; `end`: the day is included. "" for what is no day, as addresses may say. */
export const instant = (day: string, { end = false } = {}): string => {
  const begun = Date.parse(`${day}T00:00`);
  return Number.isNaN(begun) ? '' : new Date(begun + (end ? DAY_MS : 0)).toISOString();
};
