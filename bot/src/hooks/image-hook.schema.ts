import { z } from 'zod';

/** Nothing that would end a link in Slack early. */
const PLAIN_URL = /^[^\s<>|]+$/;

/** What a pipeline says of an image that it has built. Unknown members are refused, so that a misspelt one is noticed. */
export const imageHookSchema = z.strictObject({
  repository: z
    .string()
    .max(300)
    .regex(/^[\w.:/-]+$/, 'is registry and path, without tag and digest'),
  tag: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, 'is no tag'),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'is sha256: and 64 hexadecimal digits'),
  service: z.string().min(1).max(600).optional(),
  commit: z.string().min(1).max(100).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .regex(PLAIN_URL, 'has characters that no address has')
    .optional(),
});

/** What is wrong with a message, in a sentence that names the member. */
export function schemaTrouble(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'The body' : issue.path.map(String).join('.');
  return `${where}: ${issue?.message ?? 'cannot be read'}.`;
}
