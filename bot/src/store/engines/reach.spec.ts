import { Reach } from './reach';

const never = new Promise<never>(() => {});
const away = new Error('away');

/** A server that can be taken away, and how often it was tried. */
function server() {
  const it = { isAway: false, tries: 0 };
  const reach = new Reach(async () => {
    it.tries += 1;
    if (it.isAway) throw away;
  }, 20);
  return { it, reach };
}

test('what takes long on a server that is there is waited for', async () => {
  const { it, reach } = server();
  const slow = new Promise((resolve) => setTimeout(() => resolve('late'), 100));
  expect(await reach.whileThere(slow)).toBe('late');
  expect(it.tries).toBeGreaterThan(1);
  await expect(reach.whileThere(Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('nobody waits for a server that is away: it is tried once for all, and then known', async () => {
  const { it, reach } = server();
  it.isAway = true;
  const waiting = [1, 2, 3].map(() => reach.whileThere(never));
  for (const one of waiting) await expect(one).rejects.toBe(away);
  expect(it.tries).toBe(1);
  await expect(reach.assert()).rejects.toBe(away);
  expect(it.tries).toBe(1);
});

test('it is tried again after a second, and one that is back is used again', async () => {
  const { it, reach } = server();
  it.isAway = true;
  await expect(reach.whileThere(never)).rejects.toBe(away);
  it.isAway = false;
  const wentAway = performance.now();
  jest.spyOn(performance, 'now').mockReturnValue(wentAway + 1001);
  await reach.assert();
  expect([it.tries, reach.backSince]).toEqual([2, wentAway + 1001]);
  jest.restoreAllMocks();
});
