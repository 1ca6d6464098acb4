import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BOT_DEFAULTS, BOT_NAMES, type BotCircumstances, type BotOptions } from './bot/bot.options';
import { BotStack } from './bot/bot.stack';
import { botPolicies } from './bot/printed-policies';
import { botCosts, primesCosts, type Cost } from './costs';
import { NAMES, PRIMES_DEFAULTS, type PrimesOptions } from './primes/primes.options';
import { PrimesStack } from './primes/primes.stack';
import { remember, stackProps } from './stack-props';

/** What every stack's options have. */
export type AnyOptions = PrimesOptions | BotOptions;
export type AnyCircumstances = BotCircumstances;

/** A stack as the scripts handle it, whichever it is. */
export interface StackKind<Options extends AnyOptions = AnyOptions> {
  name: 'primes' | 'bot';
  /** For a person: "primes-api on ECS, …". */
  description: string;
  defaults: Options;
  names: { cluster: string; service: string; repository: string; logGroup: string; secret?: string };
  /** The container of the service's task definition whose image chat may change. */
  container: string;
  /** Whether its service runs no task in the sandbox, where one like it runs already. */
  restsInSandbox: boolean;
  /** What it costs a month while it idles. */
  costs(chosen: Partial<Options>): Cost[];
  /** The policies of the roles that it makes, where they depend on what was chosen. */
  policies?(chosen: Partial<Options>): Promise<AnyCircumstances['policies']>;
  /** Puts the stack into an app; what was chosen is kept in its template. */
  add(app: Construct, chosen: Partial<Options>, circumstances: AnyCircumstances): Stack;
}

export const PRIMES: StackKind<PrimesOptions> = {
  name: 'primes',
  description: 'primes-api on ECS, behind a load balancer, scaled on CPU',
  defaults: PRIMES_DEFAULTS,
  names: NAMES,
  container: NAMES.service,
  restsInSandbox: false,
  costs: (chosen) => primesCosts({ ...PRIMES_DEFAULTS, ...chosen }),
  add(app, chosen, circumstances) {
    const options = { ...PRIMES_DEFAULTS, ...chosen };
    return remember(
      new PrimesStack(app, options, circumstances, stackProps(PRIMES.description)),
      chosen,
      circumstances,
    );
  },
};

export const BOT: StackKind<BotOptions> = {
  name: 'bot',
  description: 'ecs-chatops: the Slack bot, in Socket Mode',
  defaults: BOT_DEFAULTS,
  names: BOT_NAMES,
  container: 'bot',
  restsInSandbox: true,
  costs: (chosen) => botCosts({ ...BOT_DEFAULTS, ...chosen }),
  policies: (chosen) => botPolicies({ ...BOT_DEFAULTS, ...chosen }),
  add(app, chosen, circumstances) {
    const options = { ...BOT_DEFAULTS, ...chosen };
    return remember(new BotStack(app, options, circumstances, stackProps(BOT.description)), chosen, circumstances);
  },
};
