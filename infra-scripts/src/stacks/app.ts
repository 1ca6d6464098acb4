import type { App } from 'aws-cdk-lib';
import { BOT_DEFAULTS, type BotCircumstances, type BotOptions } from './bot/bot.options';
import { BotStack } from './bot/bot.stack';
import { PRIMES_DEFAULTS, type PrimesCircumstances, type PrimesOptions } from './primes/primes.options';
import { PrimesStack } from './primes/primes.stack';
import { remember, stackProps } from './stack-props';

/** Puts the primes stack into an app. */
export function addPrimes(
  app: App,
  chosen: Partial<PrimesOptions> = {},
  circumstances: PrimesCircumstances = {},
): PrimesStack {
  const props = stackProps('primes-api on ECS, behind a load balancer, scaled on CPU');
  const stack = new PrimesStack(app, { ...PRIMES_DEFAULTS, ...chosen }, circumstances, props);
  remember(stack, chosen);
  return stack;
}

/** Puts the bot's stack into an app. */
export function addBot(app: App, chosen: Partial<BotOptions> = {}, circumstances: BotCircumstances = {}): BotStack {
  const stack = new BotStack(
    app,
    { ...BOT_DEFAULTS, ...chosen },
    circumstances,
    stackProps('ecs-chatops: the Slack bot, in Socket Mode'),
  );
  remember(stack, chosen);
  return stack;
}
