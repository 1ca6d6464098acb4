import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { slackManifest } from '../chat/manifest/manifest';
import { subcommandsOf } from '../chat/asked/subcommand.explorer';
import { CommandsModule } from '../commands/commands.module';

const SCHEMA = join(__dirname, '..', 'chat', 'manifest', 'reference', 'manifest.schema.json');
// Not strict: Slack's schema has notes among its keywords.
const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

const specs = subcommandsOf(CommandsModule);
const manifest = slackManifest({ command: '/ecs', specs });
const overHttp = slackManifest({ command: '/ecs', specs, requestUrl: 'https://bot.example.com/slack/events' });

/** What Slack's schema has against it. */
function problemsOf(candidate: unknown): unknown {
  return validate(candidate) ? [] : validate.errors;
}

describe('the Slack app manifest', () => {
  it("is valid by Slack's schema, either way, and for the longest command", () => {
    const longest = slackManifest({ command: `/${'e'.repeat(31)}`, specs });
    expect([manifest, overHttp, longest].flatMap(problemsOf)).toEqual([]);
    expect(problemsOf({ ...manifest, display_information: { name: 'x'.repeat(36) } })).not.toEqual([]);
  });

  it('hints at every command that the house has, help first', () => {
    const [command] = manifest.features.slash_commands;
    const folders = readdirSync(join(__dirname, '..', 'commands'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    const hinted = command?.usage_hint.split(' | ').map((usage) => usage.split(' ')[0]);
    expect(hinted?.[0]).toBe('help');
    expect(hinted?.toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
    expect(command?.usage_hint).toContain('image <service> <tag or digest> | ');
    expect(command?.should_escape).toBe(true);
  });

  it('asks for Socket Mode and no URL, or for one URL everywhere', () => {
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toContain('url');
    expect(overHttp.settings.socket_mode_enabled).toBe(false);
    expect(JSON.stringify(overHttp).match(/"(request_)?url":"https:\/\/bot.example.com\/slack\/events"/g)).toHaveLength(
      3,
    );
  });
});
