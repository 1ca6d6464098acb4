import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { BOT_SCOPES } from './scopes';

/** Called with a token, whatever its scopes. */
const METHODS_WITHOUT_SCOPE: readonly string[] = ['auth.test'];
/** Called with the app-level token, whose only scope is connections:write. */
const APP_TOKEN_METHODS: readonly string[] = ['apps.connections.open'];

const SOURCES = join(__dirname, '..', '..');

/** Method by method, the bot scopes of which any one will do, for the sort of conversation it is for. */
const reference = new Map(
  Object.entries(
    JSON.parse(readFileSync(join(__dirname, 'reference', 'method-scopes.json'), 'utf8')) as Record<string, string[]>,
  ),
);

function sourceText(): string {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  const code = files.filter((file) => file.endsWith('.ts') && !/\.(spec|fake|d)\.ts$/.test(file));
  return code.map((file) => readFileSync(join(SOURCES, file), 'utf8')).join('\n');
}

/** Every method that the real client has, by Slack's name for it. */
function methodsOf(node: object, path: string[] = []): string[] {
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'function') return path.length > 0 ? [[...path, name].join('.')] : [];
    const isFamily = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    return isFamily && path.length < 4 ? methodsOf(value, [...path, name]) : [];
  });
}

const text = sourceText();
const called = methodsOf(new WebClient('xoxb-fake')).filter((method) => text.includes(`.${method}(`));
const granted = BOT_SCOPES.flatMap(({ methods = [] }) => methods);

describe('the scopes of the bot', () => {
  it('are those of the methods it calls, and no method is called past them', () => {
    expect(called).toEqual(expect.arrayContaining(['auth.test', 'chat.postMessage', 'conversations.history']));
    expect(text).not.toMatch(/\.apiCall\(/);
    expect([...new Set([...granted, ...METHODS_WITHOUT_SCOPE, ...APP_TOKEN_METHODS])].toSorted()).toEqual(
      [...called].toSorted(),
    );
  });

  it("are the ones that Slack's reference names for each method", () => {
    for (const method of METHODS_WITHOUT_SCOPE) expect(reference.get(method)).toEqual([]);
    for (const { scope, methods = [] } of BOT_SCOPES) {
      for (const method of methods) expect(reference.get(method)).toContain(scope);
    }
    expect([...reference.keys()].toSorted()).toEqual([...called].toSorted());
  });

  it('reach private channels wherever they reach public ones', () => {
    const methodsWith = (prefix: string): string[] =>
      BOT_SCOPES.filter(({ scope }) => scope.startsWith(prefix)).flatMap(({ methods = [] }) => methods);
    expect(methodsWith('groups:')).toEqual(methodsWith('channels:'));
  });

  it('hear every event that is listened to', () => {
    const listened = [...text.matchAll(/\.event\('([a-z_.]+)'/g)].map(([, event]) => event);
    expect(listened).toEqual(BOT_SCOPES.flatMap(({ events = [] }) => events));
  });

  it('are each given with their reason in docs/slack-app.md', () => {
    const page = readFileSync(join(SOURCES, '..', '..', 'docs', 'slack-app.md'), 'utf8');
    const rows = page.split('\n').filter((line) => /^\| `[a-z_]+(:[a-z]+)?` \|/.test(line));
    const wanted = BOT_SCOPES.map(({ scope, why, methods = [], events = [] }) => {
      const uses = [...methods, ...events].map((use) => `\`${use}\``).join(', ');
      return `| \`${scope}\` | ${why} | ${uses} |`;
    });
    expect(rows).toEqual(wanted);
  });
});
