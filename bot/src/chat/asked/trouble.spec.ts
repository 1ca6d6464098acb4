import { Logger } from '@nestjs/common';
import { UserError } from '../../kernel/user-error';
import { command } from '../words/commands';
import { offer } from '../words/next-steps';
import { fakeInvocation } from '../spec/slack.fake';
import { Trouble } from './trouble';
import { userTrouble } from './trouble.view';

beforeAll(() => Logger.overrideLogger(false));

const ref = (service: string) => ({ environment: 'default', cluster: 'c', service });
const services = (many: number, name = 'api') =>
  Array.from({ length: many }, (_, index) =>
    offer(`${name}-${index}`, command('status', { service: ref(`${name}-${index}`) })),
  );
const elementsOf = (error: UserError) =>
  userTrouble(error).blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));

describe('an error in words', () => {
  it('names the people whom it means to name, and nobody whom other words mention', () => {
    const said = userTrouble(
      new UserError({ what: 'Started by <@U0ANN>.', why: 'See <@U0BEN>, <!channel> & <#C1>.', people: ['U0ANN'] }),
    );
    expect(said.text).toBe('Started by <@U0ANN>. See &lt;@U0BEN&gt;, &lt;!channel&gt; &amp; &lt;#C1&gt;.');
    expect(JSON.stringify(said.blocks)).not.toMatch(/<@U0BEN>|<!channel>/);
  });

  it('is no wall, whatever was typed into it', () => {
    const said = userTrouble(new UserError({ what: `No ${'x'.repeat(3900)}.`, why: 'word '.repeat(1000) }));
    expect(said.text.length).toBeLessThan(1700);
    expect(said.text).toMatch(/^No x{250,}… word word/);
  });

  it('offers up to five next steps as buttons', () => {
    const elements = elementsOf(new UserError({ what: 'Which?', steps: services(5) }));
    expect(elements.map(({ type }) => type)).toEqual(Array.from({ length: 5 }, () => 'button'));
  });

  it('offers more than five to pick from, every one of them', () => {
    const [select, ...none] = elementsOf(new UserError({ what: 'Which?', steps: services(8) }));
    expect(none).toEqual([]);
    expect(select).toMatchObject({ type: 'static_select', action_id: 'chat.run' });
    expect(select?.type === 'static_select' && select.options?.map(({ text }) => text.text)).toEqual(
      services(8).map(({ label }) => label),
    );
  });

  it.each([
    ['than a list holds', services(120), 20],
    ['with names that are too long for one', [...services(8), ...services(3, 'n'.repeat(150))], 3],
  ])('says how many there are more %s', (_what, steps, more) => {
    const said = userTrouble(new UserError({ what: 'Which?', steps }));
    expect(JSON.stringify(said.blocks)).toContain(`There are ${more} more than this list holds`);
  });
});

describe('telling trouble', () => {
  it('has words for whoever asked also where those of the error cannot be said', async () => {
    const { invocation, answers } = fakeInvocation('/ecs status');
    const broken = { do: 'command', label: 'x', command: { name: 'nothing', input: {} } } as never;
    await new Trouble().tell(new UserError({ what: 'No.', steps: [broken] }), invocation);
    expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/in my log as `err-/)]);
  });

  it('does not throw where nothing can be said at all', async () => {
    const { invocation } = fakeInvocation('/ecs status');
    invocation.answer = () => Promise.reject(new Error('no'));
    await expect(new Trouble().tell(new TypeError('bug'), invocation)).resolves.toBeUndefined();
  });
});
