import type { ServerResponse } from 'node:http';

const PHRASES = {
  400: 'Bad Request',
  403: 'Forbidden',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
} as const;

/** What a target, or its absence, makes the load balancer answer. */
export type ElbError = Exclude<keyof typeof PHRASES, 400 | 403>;

/**
 * Answers with an error of the load balancer's own, in the HTML an Application Load Balancer sends.
 * @param sentence what the sandbox has to say to it, as text
 */
export function sendElbError(response: ServerResponse, status: keyof typeof PHRASES, sentence?: string): void {
  const title = `${status} ${PHRASES[status]}`;
  const body = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    ...(sentence === undefined ? [] : [`<p>${escape(sentence)}</p>`]),
    '</body>',
    '</html>',
    '',
  ].join('\r\n');
  response.writeHead(status, PHRASES[status], {
    Server: 'awselb/2.0',
    'Content-Type': 'text/html',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
