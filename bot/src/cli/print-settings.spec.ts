import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { configSchema } from '../config/config.schema';
import { readSettings } from '../config/read-settings';
import { exampleOf, settingsSection } from '../config/settings.page';

const ROOT = join(__dirname, '..', '..', '..');
const settings = Object.entries(configSchema.shape);
const examples = Object.fromEntries(settings.map(([name, schema]) => [name, exampleOf(schema)]));

test('docs/operating.md lists the settings that the code reads: npm run docs', () => {
  const page = readFileSync(join(ROOT, 'docs', 'operating.md'), 'utf8');
  expect(page).toContain(`<!-- settings -->\n${settingsSection()}<!-- /settings -->`);
});

test('every setting says what it is for, and its example can be used', () => {
  expect(settings.filter(([, { description }]) => !description).map(([name]) => name)).toEqual([]);
  expect(Object.keys(examples).filter((name) => examples[name] === '')).toEqual([]);
  expect(Object.keys(readSettings(examples)).toSorted()).toEqual(Object.keys(examples).toSorted());
});

test('what production needs and refuses is told', () => {
  const lines = settingsSection().split('\n');
  const named = (verdict: string) =>
    lines.filter((line) => line.endsWith(` ${verdict} |`)).map((line) => /`(\w+)`/.exec(line)?.[1]);
  expect(named('**needed**')).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']);
  expect(named('refused')).toEqual(['AWS_ENDPOINT_URL', 'SLACK_API_URL']);
});

test('.env.example has only settings, and those that are needed', () => {
  const names = Object.keys(parseEnv(readFileSync(join(ROOT, '.env.example'), 'utf8')));
  expect(names.filter((name) => !(name in examples))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']));
});
