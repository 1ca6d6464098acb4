import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, sendJson } from './http-request';
import { PAGE_HEADERS } from './page-files';
import type { Files } from './workspace/files';

/** Takes the bytes of a file where files.getUploadURLExternal said: as they are, or as the field of a form. */
export async function takeUpload(
  request: IncomingMessage,
  response: ServerResponse,
  ticket: string,
  files: Files,
): Promise<void> {
  const content = contentOf(request.headers['content-type'] ?? '', await bodyOf(request));
  if (!files.receive(ticket, content)) return sendJson(response, 400, { ok: false, error: 'upload_failed' });
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`OK - ${Buffer.byteLength(content)}`);
}

/** Answers a file's content; a browser shows it, and runs nothing of it. */
export function sendFile(response: ServerResponse, id: string, files: Files): void {
  const content = files.find(id)?.content;
  if (content === undefined) return sendJson(response, 404, { ok: false, error: 'file_not_found' });
  response.writeHead(200, {
    ...PAGE_HEADERS,
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}

/** The first part of a multipart form, or the body itself (https://datatracker.ietf.org/doc/html/rfc7578). */
function contentOf(contentType: string, body: string): string {
  const [, quoted, plain] = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return body;
  const [, part = ''] = body.split(`--${boundary}`);
  const start = part.indexOf('\r\n\r\n');
  return start < 0 ? '' : part.slice(start + 4).replace(/\r\n$/, '');
}
