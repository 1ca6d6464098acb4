import { serve } from './serve.mjs';

/** Accepts every connection and answers none. */
serve(() => {});
