import { z } from 'zod';

/** What to scale to: a number of tasks, or the range that automatic scaling keeps to. */
export type Amount = { kind: 'desired'; desired: number } | { kind: 'range'; min: number; max: number };

const HOW = 'Say how many tasks: a number like 4, or a range like 4-10.';
const NEGATIVE = 'A number of tasks is 0 or more: say one like 4, or a range like 4-10.';
/** More tasks than ECS runs for any service: a number that was mistyped. */
const MOST = 10_000;
const TOO_MANY = `I set no more than ${MOST} tasks: name a smaller number, like 4, or a range like 4-10.`;

/** Reads `4` and `4-10` (also with the dash that phones make of it). */
export const amountSchema = z.string({ error: HOW }).transform((words, context): Amount => {
  const [, first, last] = /^(\d+)(?:\s*[-–—]\s*(\d+))?$/.exec(words.trim()) ?? [];
  if (first === undefined) {
    context.addIssue(/^[-–—‐‑−]+\s*\d/.test(words.trim()) ? NEGATIVE : HOW);
    return z.NEVER;
  }
  if (Number(last ?? first) > MOST) context.addIssue(TOO_MANY);
  if (last === undefined) return { kind: 'desired', desired: Number(first) };
  if (Number(first) > Number(last)) context.addIssue(`A range begins with its minimum: ${last}-${first}.`);
  return { kind: 'range', min: Number(first), max: Number(last) };
});
