import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { FAKE_OPTIONS, fakeInvocation } from '../../chat/spec/slack.fake';
import { SubcommandRegistry } from '../../chat/asked/subcommand.registry';
import { AccessService } from '../../domain/access/access.service';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Message } from '../../chat/slack/message.types';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { HelpCommand, helpSpec } from './help.command';

const scale = {
  ...helpSpec,
  name: 'scale',
  summary: 'sets how many tasks run',
  usage: ['scale <service> <tasks>', 'scale <service> <min>-<max>'],
  examples: ['scale primes-api 4', 'scale primes-api 4-10'],
  right: 'operate',
} satisfies SubcommandSpec;
const status = {
  ...helpSpec,
  name: 'status',
  usage: ['status [service]'],
  examples: ['status', 'status a'],
} satisfies SubcommandSpec;

const registry = new SubcommandRegistry();
for (const spec of [helpSpec, scale, status]) registry.add(spec);
const trail = { append: async () => {}, newest: async () => [] };
const access = new AccessService({ operators: ['U0ANN'], administrators: [] }, trail, new ManualClock());
const command = new HelpCommand(registry, access, FAKE_OPTIONS);

function help(user: string, about?: string): Message {
  const outcome = command.run({ command: about }, fakeInvocation('/ecs help', user).invocation);
  if (!outcome || !('blocks' in outcome)) throw new Error('Help said nothing.');
  return outcome;
}

describe('help', () => {
  it('leaves out what one may not do', () => {
    expect(labelsOf(help('U0ANN'))).toEqual(['scale', 'status']);
    expect(labelsOf(help('U0BEN'))).toEqual(['status']);
    expect(JSON.stringify(help('U0BEN'))).not.toContain('scale');
    expect(() => help('U0BEN', 'scale')).toThrow('There is no command `scale` that you may use.');
  });

  it('shows how a command is written, two examples, and who may', () => {
    const words = JSON.stringify(help('U0ANN', 'scale').blocks);
    for (const part of [
      '`/ecs scale &lt;service&gt; &lt;min&gt;-&lt;max&gt;`',
      '`/ecs scale primes-api 4`',
      'Operators and administrators may.',
    ]) {
      expect(words).toContain(part);
    }
  });

  it('lets a looking command be tried from there, never a changing one', () => {
    expect(labelsOf(help('U0ANN', 'status'))).toEqual(['/ecs status', '/ecs status a']);
    expect(labelsOf(help('U0ANN', 'scale'))).toEqual([]);
  });

  it('knows a near miss', () => {
    expect(() => help('U0ANN', 'scael')).toThrow('Did you mean `scale`?');
  });

  it('fits', () => {
    expect([help('U0ANN'), help('U0ANN', 'scale'), help('U0ANN', 'status')].flatMap(problemsOf)).toEqual([]);
  });
});
