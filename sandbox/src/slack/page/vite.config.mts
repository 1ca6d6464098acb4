import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Builds the chat page into dist/sandbox/page, from where the Slack stand-in serves it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  build: {
    outDir: fileURLToPath(new URL('../../../../dist/sandbox/page', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      // Ariakit marks each of its files for React Server Components, which means nothing in a browser.
      onLog(level, log, report) {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
});
