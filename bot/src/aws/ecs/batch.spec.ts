import { Batch } from './batch';

/** Asks for words, three a call, by their first letter. */
function wordsBatch(atOnce?: number) {
  const calls: string[][] = [];
  const ends: (() => void)[] = [];
  const batch = new Batch<string, string>({
    size: 3,
    group: (word) => word[0]!,
    id: (word) => word,
    ...(atOnce === undefined ? {} : { atOnce }),
    ask: async (words) => {
      calls.push(words);
      if (atOnce !== undefined) await new Promise<void>((end) => ends.push(end));
      if (words.includes('bad')) throw new Error('no');
      return new Map(words.filter((word) => word !== 'gone').map((word) => [word, word.toUpperCase()]));
    },
  });
  return { batch, calls, ends };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('asks together for what can go into one call, once for each, and no more a call than it takes', async () => {
  const { batch, calls } = wordsBatch();
  const answers = await Promise.all(['a1', 'c', 'a2', 'a1', 'a3', 'a4', 'gone'].map((word) => batch.load(word)));
  expect(answers).toEqual(['A1', 'C', 'A2', 'A1', 'A3', 'A4', undefined]);
  expect(calls).toEqual([['a1', 'a2', 'a3'], ['c'], ['a4'], ['gone']]);
});

test('a call that fails fails those that were in it, and no others', async () => {
  const { batch } = wordsBatch();
  const results = await Promise.allSettled(['bad', 'b', 'c'].map((word) => batch.load(word)));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

test('what is asked for while as many calls go on as may goes together afterwards', async () => {
  const { batch, calls, ends } = wordsBatch(1);
  const answers = [batch.load('a1')];
  await turn();
  answers.push(batch.load('a2'), batch.load('a1'), batch.load('a2'));
  await turn();
  expect(calls).toEqual([['a1']]);
  ends.shift()!();
  await answers[0];
  await turn();
  expect(calls).toEqual([['a1'], ['a2', 'a1']]);
  ends.shift()!();
  expect(await Promise.all(answers)).toEqual(['A1', 'A2', 'A1', 'A2']);
});
