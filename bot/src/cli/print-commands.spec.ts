import { WORDS } from '../chat/words/commands';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { subcommandsOf } from '../chat/asked/subcommand.explorer';
import { CommandsModule } from '../commands/commands.module';
import { commandsPage } from '../commands/help/help.page';

const ROOT = join(__dirname, '..', '..', '..');
const specs = subcommandsOf(CommandsModule);

test('docs/commands.md says what the code takes: npm run -s commands > docs/commands.md', () => {
  expect(readFileSync(join(ROOT, 'docs', 'commands.md'), 'utf8')).toBe(commandsPage('/ecs', specs));
});

test('the README names only commands that there are', () => {
  const named = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/\/ecs ([a-z]+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !specs.some((spec) => spec.name === name))).toEqual([]);
});

it.each(subcommandsOf(CommandsModule).map((spec) => [spec.name, spec] as const))(
  'writes %s on buttons with the words that its spec takes, in their order',
  (name, spec) => {
    expect(WORDS).toHaveProperty(name);
    expect(Object.entries(WORDS).find(([each]) => each === name)?.[1]).toEqual(spec.words);
  },
);
