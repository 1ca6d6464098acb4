import { Channels } from '../workspace/channels';
import { PEOPLE } from '../workspace/world';
import { blockWords } from './block-words';
import { wordsOf } from './mrkdwn';

const channels = new Channels();
const ann = PEOPLE[0]?.id;

it.each([
  [`<@${ann}> and <@${ann}|somebody>`, '@ann and @ann'],
  ['in <#C0OPS00001|ops> and <#C0OPS00001>', 'in #ops and #ops'],
  ['<https://a.example/x_y_z|the *docs*> <https://b.example/a_b_c>', 'the *docs* https://b.example/a_b_c'],
  ['<!date^1700000000^{date_short} {time}^https://a.example|3 min ago>', '3 min ago'],
  ['<!date^1700000000^{date_num} at {time_secs}>', '2023-11-14 at 22:13:20'],
  ['<!here> <!subteam^S0ADMINS01>', '@here @ecs-admins'],
  ['*bold* _it_ ~gone~ (*x*), snake_case_name 2*3*4', 'bold it gone (x), snake_case_name 2*3*4'],
  ['*_both_*', 'both'],
  ['*done <!date^1700000000^{ago}|3 min ago>: `a*b` serves.* And `*this*`', 'done 3 min ago: a*b serves. And *this*'],
  ['*<https://a.example|docs>* and ~_<@U0>_~', 'docs and @U0'],
  ['`a*b*c` and ```x _y_ z```', 'a*b*c and x _y_ z'],
  ['> quoted\n1 &lt; 2 &amp;&amp; 3', 'quoted\n1 < 2 && 3'],
  ['&lt;!channel&gt;', '<!channel>'],
])('reads %p as %p', (markup, words) => {
  expect(wordsOf(markup, channels)).toBe(words);
});

it('reads every kind of block in the order of the eye', () => {
  const text = (value: string) => ({ type: 'mrkdwn', text: value });
  const plain = (value: string) => ({ type: 'plain_text', text: value });
  const button = (label: string) => ({ type: 'button', action_id: label, text: plain(label) });
  const image = { type: 'image', image_url: 'https://a.example/x.png', alt_text: 'a green dot' };
  const user = { type: 'user', user_id: ann };
  const blocks = [
    { type: 'header', text: plain('primes-api') },
    {
      type: 'section',
      text: text('*2* of 2'),
      fields: [text('*CPU*\n3 %'), plain('Memory')],
      accessory: button('Why?'),
    },
    { type: 'divider' },
    { type: 'context', elements: [image, text('_since_ 12:00')] },
    { type: 'image', image_url: 'https://a.example/x.png', alt_text: 'CPU over an hour', title: plain('CPU') },
    { type: 'actions', elements: [button('Cancel'), { type: 'static_select', placeholder: plain('Pick') }] },
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'by ' }, user] }] },
    {
      type: 'table',
      rows: [
        [
          { type: 'raw_text', text: 'a' },
          { type: 'raw_text', text: 'b' },
        ],
      ],
    },
    { type: 'alert', level: 'error', text: text('*Rolled back*') },
  ];
  expect(blockWords(blocks, channels).split('\n')).toEqual([
    'primes-api',
    '2 of 2',
    'CPU',
    '3 %',
    'Memory',
    '[Why?]',
    'a green dot since 12:00',
    'CPU',
    'CPU over an hour',
    '[Cancel] [Pick]',
    'by @ann',
    'a | b',
    'Rolled back',
  ]);
});
