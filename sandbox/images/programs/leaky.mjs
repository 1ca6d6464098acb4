import { awsSeconds, json, serve } from './serve.mjs';

/** Well for three minutes of AWS's time, then loses 8 MiB a second of it and dies of memory about a minute later. */
const WELL_SECONDS = 180;
const LEAK_BYTES = 8 * 1024 * 1024;
const leaked = [];

serve((_request, response) => json(response, 200, { status: 'ok' }));
setTimeout(() => setInterval(() => leaked.push(Buffer.alloc(LEAK_BYTES, 1)), awsSeconds(1)), awsSeconds(WELL_SECONDS));
