import { json, serve } from './serve.mjs';

/** Is well, on a port nobody asks: its own choice instead of the one the task definition maps. */
serve((_request, response) => json(response, 200, { status: 'ok' }), 0);
