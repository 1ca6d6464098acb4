import { DescribeSecretCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Account } from '../account/account';
import { BOT_NAMES, SECRET_KEYS } from '../stacks/bot/bot.options';
import { askSecret } from '../terminal/ask';
import { Refusal } from '../terminal/failure';

const WHERE: Record<(typeof SECRET_KEYS)[number], { prefix: string; place: string }> = {
  SLACK_BOT_TOKEN: { prefix: 'xoxb-', place: 'OAuth & Permissions, Bot User OAuth Token' },
  SLACK_APP_TOKEN: { prefix: 'xapp-', place: 'Basic Information, App-Level Tokens' },
};

/**
 * Sees to it that the secret has values: from the environment variables of the same name, or asked for.
 * @throws Refusal where one is missing and nobody can be asked, or is not a token of that kind
 */
export async function readySecret({ secrets, sandbox }: Account, say: (line: string) => void): Promise<void> {
  const { VersionIdsToStages } = await secrets.send(new DescribeSecretCommand({ SecretId: BOT_NAMES.secret }));
  if (Object.keys(VersionIdsToStages ?? {}).length > 0) return;
  const values: Record<string, string> = {};
  for (const key of SECRET_KEYS) values[key] = await token(key, sandbox);
  await secrets.send(new PutSecretValueCommand({ SecretId: BOT_NAMES.secret, SecretString: JSON.stringify(values) }));
  say(`The Slack tokens are in the secret ${BOT_NAMES.secret}.`);
}

async function token(key: (typeof SECRET_KEYS)[number], sandbox: boolean): Promise<string> {
  const { prefix, place } = WHERE[key];
  // The sandbox's Slack has one app, whose tokens are no secret.
  if (sandbox && !process.env[key]) return `${prefix}sandbox`;
  const value = process.env[key] || (await askSecret(`${key} (${prefix}…; api.slack.com/apps, your app, ${place})`));
  if (value.startsWith(prefix)) return value;
  throw new Refusal(
    `${key} must begin with ${prefix}. It stands at api.slack.com/apps, your app, ${place}. Nothing was stored; run this again.`,
  );
}
