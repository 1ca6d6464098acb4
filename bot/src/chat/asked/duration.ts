const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a length of time as people type it: `90s`, `30m`, `30min`, `1h`, `2d`. Undefined for anything else. */
export function parseDuration(words: string): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,5})\s*(s|m|min|h|d)$/i.exec(words.trim()) ?? [];
  const each = UNITS[unit.toLowerCase()];
  return amount === undefined || each === undefined ? undefined : Number(amount) * each;
}
