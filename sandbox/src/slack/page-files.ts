import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const KINDS = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.json', 'application/json; charset=utf-8'],
  ['.map', 'application/json; charset=utf-8'],
  ['.woff2', 'font/woff2'],
]);

/**
 * What the page may do, for the browser to hold it to: its own files, its own levers and stream, and pictures that a
 * message names by their address. Nobody may frame it: a click on a page that lies over it would be a click on its buttons.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' http: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sent with every file of the page. */
export const PAGE_HEADERS = {
  'content-security-policy': POLICY,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

export interface PageFile {
  status: number;
  kind: string;
  body: Buffer | string;
}

/**
 * A file of the built chat page. `/` and the address of a channel or a message (`/archives/…`) are the page itself.
 * @param folder where the page was built to.
 */
export async function pageFile(folder: string, path: string): Promise<PageFile> {
  const isPage = path === '/' || path === '/index.html' || path.startsWith('/archives/');
  const inside = normalize(isPage ? 'index.html' : path.slice(1));
  const isOutside = inside.startsWith('..') || inside.startsWith(sep);
  const body = isOutside ? undefined : await readFile(join(folder, inside)).catch(() => undefined);
  if (body) return { status: 200, kind: KINDS.get(extname(inside)) ?? 'application/octet-stream', body };
  const kind = 'text/plain; charset=utf-8';
  if (!isPage) return { status: 404, kind, body: `There is nothing at ${path}.` };
  return {
    status: 503,
    kind,
    body: `The chat page is not built: ${folder} has no index.html. Run npm run build:page.`,
  };
}
