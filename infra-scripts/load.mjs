// `npm run load`: an even load on primes-api. --help says more.
import { holdToOwn, NotYours } from './load/ownership.mjs';
import { OptionError, parseOptions } from './load/options.mjs';
import { summaryText } from './load/report.mjs';
import { NothingThere, run } from './load/run.mjs';
import { Screen } from './load/screen.mjs';

async function main() {
  const options = parseOptions(process.argv.slice(2));
  if ('help' in options) {
    process.stdout.write(options.help);
    return 0;
  }
  await holdToOwn(options.url, options);
  const ending = endOnSignal();
  const screen = new Screen(process.stderr);
  const summary = await run(options, ending, screen);
  screen.end();
  process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : summaryText(summary));
  return summary.answered > 0 ? 0 : 1;
}

/** The first Ctrl-C ends the load with its summary, a second one ends the program. */
function endOnSignal() {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (ending.signal.aborted) process.exit(130);
      ending.abort();
    });
  }
  return ending.signal;
}

try {
  process.exitCode = await main();
} catch (error) {
  const foreseen = error instanceof OptionError || error instanceof NothingThere || error instanceof NotYours;
  process.stderr.write(`${foreseen ? error.message : String(/** @type {Error} */ (error).stack)}\n`);
  process.exitCode = error instanceof OptionError ? 2 : 1;
}
