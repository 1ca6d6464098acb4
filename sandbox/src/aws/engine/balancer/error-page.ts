import type { ServerResponse } from 'node:http';

const PHRASES = {
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
} as const;

export type ElbError = keyof typeof PHRASES;

/** Answers with an error of the load balancer's own, in the HTML an Application Load Balancer sends. */
export function sendElbError(response: ServerResponse, status: ElbError): void {
  const title = `${status} ${PHRASES[status]}`;
  const body = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
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
