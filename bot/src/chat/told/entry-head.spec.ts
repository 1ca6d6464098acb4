import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Message } from '../slack/message.types';
import { message, section } from '../words/blocks';
import { InMemoryBoardRepository } from '../spec/board.in-memory.repository';
import { EntryHead } from './entry-head';
import { EntryMemory } from './entry-memory';
import type { Teller } from './teller';

const say = (text: string): Message => message(text, section(text));
const LEAVING = { signal: new AbortController().signal, isOver: () => false };
const REF = { channel: 'C1', ts: '1.1' };

/** A head before a Slack that takes everything; `during` happens while it is taking it. */
function setUp(during: () => void) {
  const said: string[] = [];
  const take = async (drawn: Message) => {
    said.push(drawn.text);
    during();
    return { kind: 'done' as const, ref: REF, drawn };
  };
  const teller = {
    post: (_channel: string, words: Message) => take(words),
    edit: (_ref: object, _key: string, newest: () => Message) => take(newest()),
  } as unknown as Teller;
  const memory = new EntryMemory('k', new InMemoryBoardRepository());
  memory.begin({ channel: 'C1' });
  return { said, head: new EntryHead(memory, teller, new ManualClock(), LEAVING) };
}

it('draws what was wanted while something else was being drawn', async () => {
  const wanted = [say('second'), say('third')];
  const { said, head } = setUp(() => {
    const next = wanted.shift();
    if (next) void head.want(next, false);
  });
  head.hurry();
  void head.want(say('first'), false);
  await head.post();
  expect(head.isBehind).toBe(true);
  while (head.isBehind) await head.edit();
  expect(said).toEqual(['first', 'second', 'third']);
});
