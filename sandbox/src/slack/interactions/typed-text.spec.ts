import { Channels } from '../workspace/channels';
import { BOT, PEOPLE } from '../workspace/world';
import { typedText } from './typed-text';

const ann = PEOPLE[0]?.id;

it.each([
  ['a & b <c>', 'a &amp; b &lt;c&gt;'],
  ['<!channel> down', '&lt;!channel&gt; down'],
  ['ask @ann, or @eve', `ask <@${ann}|ann>, or @eve`],
  ['@ecs in #ops; #nowhere', `<@${BOT.userId}|ecs> in <#C0OPS00001|ops>; #nowhere`],
  ['mail ann@example.com', 'mail ann@example.com'],
  [`picked <@${ann}>`, `picked <@${ann}|ann>`],
  ['see https://example.com/a?b=1&c=2.', 'see <https://example.com/a?b=1&amp;c=2>.'],
])('makes of %p in a command: %p', (typed, sent) => {
  expect(typedText(typed, new Channels(), true)).toBe(sent);
});

it('leaves names out of references in messages', () => {
  expect(typedText('@ann', new Channels(), false)).toBe(`<@${ann}>`);
});
