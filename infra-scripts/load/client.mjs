// One request to primes-api and what became of it.
import http from 'node:http';
import https from 'node:https';

/**
 * @typedef {object} Outcome
 * @property {'answered' | 'refused' | 'failed'} kind refused: 503, the tasks are full or there is none; not asked again
 * @property {number} latencyMs
 * @property {string} [why] of a failure
 * @property {string} [container]
 * @property {number} [cpuMs]
 * @property {number} [processMs]
 */

/** A computation may wait behind two others on a quarter of a core; beyond this it is not slow but lost. */
const DEADLINE_MS = 30_000;

export class PrimesClient {
  #transport;
  #agent;
  #address;

  /** @param {URL} url @param {number} n */
  constructor(url, n) {
    this.#transport = url.protocol === 'https:' ? https : http;
    this.#agent = new this.#transport.Agent({ keepAlive: true });
    this.#address = new URL(`${url.pathname.replace(/\/$/, '')}/primes/${n}?algorithm=trial`, url);
  }

  /** @returns {Promise<Outcome>} never rejects */
  async ask(deadlineMs = DEADLINE_MS) {
    const start = performance.now();
    try {
      return { ...(await this.#get(deadlineMs)), latencyMs: performance.now() - start };
    } catch (error) {
      const why = /** @type {NodeJS.ErrnoException} */ (error).code ?? /** @type {Error} */ (error).message;
      return { kind: 'failed', why, latencyMs: performance.now() - start };
    }
  }

  /** Ends every connection; answers that are still owed fail. */
  close() {
    this.#agent.destroy();
  }

  /** @param {number} deadlineMs @returns {Promise<Omit<Outcome, 'latencyMs'>>} */
  #get(deadlineMs) {
    return new Promise((resolve, reject) => {
      const request = this.#transport.get(this.#address, { agent: this.#agent }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece) => (text += piece));
        response.on('error', reject);
        response.on('end', () => {
          clearTimeout(deadline);
          resolve(outcomeOf(response, text));
        });
      });
      const deadline = setTimeout(() => request.destroy(new Error('no answer in time')), deadlineMs);
      request.on('error', (error) => {
        clearTimeout(deadline);
        // The other side may close a connection that was kept alive just as it is used again (Node's documentation of
        // request.reusedSocket); nobody has seen the request then.
        if (request.reusedSocket && 'code' in error && error.code === 'ECONNRESET') resolve(this.#get(deadlineMs));
        else reject(error);
      });
    });
  }
}

/** @param {http.IncomingMessage} response @param {string} text @returns {Omit<Outcome, 'latencyMs'>} */
function outcomeOf({ statusCode, headers }, text) {
  if (statusCode === 503) return { kind: 'refused' };
  if (statusCode !== 200) return { kind: 'failed', why: `status ${statusCode}` };
  const container = containerOf(text);
  if (container === undefined) return { kind: 'failed', why: 'an answer that is not from primes-api' };
  const cpuMs = Number(/(?:^|,)\s*cpu;dur=([\d.]+)/.exec(String(headers['server-timing'] ?? ''))?.[1] ?? Number.NaN);
  const processMs = Number(headers['process-cpu-ms'] ?? Number.NaN);
  return {
    kind: 'answered',
    container,
    ...(Number.isNaN(cpuMs) ? {} : { cpuMs }),
    ...(Number.isNaN(processMs) ? {} : { processMs }),
  };
}

/** @param {string} text */
function containerOf(text) {
  try {
    const { containerId } = JSON.parse(text);
    return typeof containerId === 'string' ? containerId : undefined;
  } catch {
    return undefined;
  }
}
