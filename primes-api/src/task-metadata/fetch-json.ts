import { get } from 'node:http';

/** Reads a JSON document; rejects with a sentence when there is none. */
export type FetchJson = (url: string) => Promise<unknown>;

const DEADLINE_MS = 2000;

/**
 * GET over plain HTTP. Node's `fetch` would do, but loading it costs a task that starts on a quarter of a core more
 * time than the request itself.
 * @throws Error (a sentence) when there is no answer within two seconds, or one that is not a JSON document with 200.
 */
export const fetchJson: FetchJson = async (url) =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const request = get(url, { signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
        else resolveJson(url, Buffer.concat(chunks).toString('utf8'), resolve, reject);
      });
    });
    request.on('error', (error) => {
      reject(
        new Error(signal.aborted ? `${url} did not answer within ${DEADLINE_MS} ms.` : `${url}: ${error.message}.`),
      );
    });
  });

function resolveJson(url: string, text: string, resolve: (json: unknown) => void, reject: (why: Error) => void): void {
  try {
    resolve(JSON.parse(text));
  } catch {
    reject(new Error(`${url} answered something that is not JSON.`));
  }
}
