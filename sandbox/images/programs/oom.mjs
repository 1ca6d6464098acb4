/** Fills its cache before it listens, and is killed for memory while it does: 16 MiB every 100 ms, 512 MiB in about 4 s. */
const cache = [];

process.stdout.write('Warming the cache before serving.\n');
setInterval(() => {
  cache.push(Buffer.alloc(16 * 1024 * 1024, 1));
}, 100);
