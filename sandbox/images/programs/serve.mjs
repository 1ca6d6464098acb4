import { createServer } from 'node:http';

/** Serves `answer` on the task's port, or on `port`, and ends gracefully on SIGTERM. */
export function serve(answer, port = Number(process.env.PORT ?? 80)) {
  const server = createServer(answer);
  server.keepAliveTimeout = 65_000;
  server.listen(port, process.env.HOST, () => process.stdout.write(`Listening on port ${server.address().port}.\n`));
  process.once('SIGTERM', () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
  return server;
}

/** Sends a JSON body. */
export function json(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Milliseconds that `seconds` of AWS's time last where this runs: the sandbox's minutes are shorter. */
export const awsSeconds = (seconds) => (seconds * Number(process.env.SANDBOX_MINUTE_MS ?? 60_000)) / 60;
