import { json, serve } from './serve.mjs';

/** Serves, but says of itself that it is not well. */
serve((request, response) => {
  if (request.url === '/health') json(response, 503, { status: 'error', message: 'The database does not answer.' });
  else json(response, 200, { status: 'ok' });
});
