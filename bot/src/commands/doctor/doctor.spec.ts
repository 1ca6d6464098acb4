import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import type { Finding } from '../../domain/checkup/checkup.types';
import { doctorPage } from './doctor.page';
import { doctorView } from './doctor.view';

const token: Finding = { about: 'bot token', verdict: 'ok', says: '@ecs in the workspace Acme' };
const lists: Finding[] = ['ecs:ListServices', 'ecs:ListTasks'].map((about) => ({
  about,
  environment: 'prod',
  verdict: 'ok',
  says: 'allowed',
}));
const denied: Finding = {
  about: 'ecs:DescribeTasks',
  environment: 'prod',
  verdict: 'mend',
  says: 'AWS does not allow it.',
  next: 'Add it & <!channel>.',
};
const skipped: Finding = { about: 'ecs:UpdateService', verdict: 'untried', says: 'it changes something' };
const counted = (words: string, pattern: RegExp): number => Number(pattern.exec(words)?.[1]);

describe('what the doctor found', () => {
  const message = doctorView([token, ...lists, denied, skipped]);
  const words = message.blocks.map((block) => JSON.stringify(block));

  it('begins with what is to be mended, and how; the rest is small print by environment', () => {
    expect(words[0]).toContain('1 of 4 needs mending, 1 was not tried.');
    expect(words[1]).toContain('*prod: ecs:DescribeTasks*: AWS does not allow it. Add it &amp; &lt;!channel&gt;.');
    expect(words[2]).toContain('ok: bot token (@ecs in the workspace Acme)');
    expect(words[2]).toContain('not tried: ecs:UpdateService (it changes something)');
    expect(words[3]).toContain('ok in prod: ecs:ListServices, ecs:ListTasks (allowed)');
    expect(message.text).toContain('prod: ecs:DescribeTasks: AWS does not allow it.');
    expect(labelsOf(message)).toEqual(['Look again']);
    expect(problemsOf(message)).toEqual([]);
  });

  it('names as many as it counts, in however many environments', () => {
    const all = Array.from({ length: 12 }, (_, n) =>
      [...lists, skipped].map((one) => ({ ...one, environment: `e${n}` })),
    );
    const { text, blocks } = doctorView(all.flat());
    const named = (pattern: RegExp) => (JSON.stringify(blocks).match(pattern) ?? []).length;
    expect([counted(text, /All (\d+)/), counted(text, /, (\d+) were not/)]).toEqual([24, 12]);
    expect([named(/ecs:List\w+/g), named(/ecs:UpdateService/g)]).toEqual([24, 12]);
  });

  it('says so when all is well', () => {
    expect(doctorView([token, ...lists]).text).toBe('All 3 checks passed.');
  });

  it('fits, however much is wrong in however many environments', () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      [...lists, denied].map((one) => ({ ...one, environment: `e${n}` })),
    );
    const long = many.flat().map((one) => ({ ...one, next: 'x & '.repeat(300) }));
    expect(problemsOf(doctorView(long))).toEqual([]);
  });

  it('is a line each on a terminal, with the summary at the end', () => {
    expect(doctorPage([token, denied, skipped]).split('\n')).toEqual([
      'ok    bot token: @ecs in the workspace Acme',
      'MEND  prod: ecs:DescribeTasks: AWS does not allow it. Add it & <!channel>.',
      '--    ecs:UpdateService: not tried: it changes something.',
      '',
      '1 of 2 needs mending, 1 was not tried.',
      '',
    ]);
  });
});
