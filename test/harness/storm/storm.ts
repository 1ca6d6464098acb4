import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../wait-for';
import type { SandboxSide } from '../sandbox-side';
import { StormRound } from './storm-round';
import type { Ending, Sort } from './storm-round';
import { StormServices } from './storm-services';

/** The bot is killed so long after the earliest command, and at once after the latest. Milliseconds. */
const KILLED_WITHIN_MS = 8000;
/** Of a restart with faults; they are over then, so that all can come to its end. Milliseconds. */
const FAULTS_MS = 25_000;
/** So often all sockets are cut while there are faults. Milliseconds. */
const CUT_EVERY_MS = 10_000;
const DEADLINE_MS = 100_000;
/** What may happen to a service; only behind the load balancer does anything run out of memory. */
const SORTS: readonly Sort[] = ['succeeds', 'crash', 'scale', 'alarm'];
const BALANCED = 'primes-api';
const SORTS_OF_BALANCED: readonly Sort[] = ['succeeds', 'oom', 'crash'];
const ALERTS = 'C0ALERTS01';
const CHANNELS = ['C0OPS00001', ALERTS];

export interface StormOptions {
  /** Numbers from 0 to 1. */
  random: () => number;
  /** Whether half of the waves have Slack and AWS fail a third of their calls, and all sockets cut every 10 s. */
  faults: boolean;
  services: readonly string[];
}

/** One sudden end, or two. */
export interface Strike {
  /** For so long nothing takes its place. Milliseconds. */
  dead: number;
  /** So long after that the next one ends as suddenly. Milliseconds. */
  again?: number;
  /** Which of several, from 0 to 1. */
  whom: number;
}

/** What a storm goes over. */
export interface StormStack extends SandboxSide {
  /** Ends a bot, or all of them, as nothing can prepare for, and sees that there is one again. */
  strike(strike: Strike): Promise<void>;
  /** What the bots of the moment complained of. */
  complaints(): string;
}

export interface StormReport {
  endings: Record<Ending, number>;
  /** A paragraph for each thing that must not be. */
  violations: string[];
}

/** Waves of rounds, one for each service, with one sudden end of a bot among them. */
export class Storm {
  private readonly services: StormServices;
  private readonly report: StormReport = {
    endings: { done: 0, 'said to be undone': 0, unclear: 0, 'not acknowledged': 0 },
    violations: [],
  };
  private waves = 0;

  constructor(
    private readonly stack: StormStack,
    private readonly options: StormOptions,
    private readonly say: (line: string) => void,
  ) {
    this.services = new StormServices(stack.awsClient);
  }

  /** @returns what came of so many rounds, or a few more: a wave is whole */
  async run(rounds: number): Promise<StormReport> {
    const { services } = this.options;
    await Promise.all(services.filter((name) => name !== BALANCED).map((name) => this.services.create(name)));
    for (let done = 0; done < rounds; done += services.length) await this.wave(services.slice(0, rounds - done));
    await this.followingCommands();
    return this.report;
  }

  private async wave(services: readonly string[]): Promise<void> {
    const { random } = this.options;
    const began = Date.now();
    const rounds = await Promise.all(services.map((service) => this.planned(service)));
    const [kill, hasFaults] = [this.plannedKill(), random() < 0.5 && this.options.faults];
    this.waves += 1;
    const faults = new AbortController();
    if (hasFaults) await this.addFaults(faults.signal);
    const moments = rounds.map(() => ({ at: random() * KILLED_WITHIN_MS, lasts: random() * 6000 }));
    const begun = rounds.map(async (round, number) => {
      const { at, lasts } = moments[number]!;
      await pause(at);
      await round.begin(lasts);
    });
    await pause(KILLED_WITHIN_MS);
    await this.stack.strike(kill);
    await Promise.all(begun);
    const faultsEnd = pause(hasFaults ? FAULTS_MS : 0).then(() => {
      faults.abort();
      return this.stack.clearFaults();
    });
    const endings = await Promise.all(rounds.map((round) => this.endOf(round)));
    await faultsEnd;
    const wrong = (await Promise.all(rounds.map((round, n) => round.violations(endings[n])))).flat();
    const doubled = [...(await this.doubled(began / 1000)), ...(await this.mistaken(began / 1000))];
    const log = wrong.length + doubled.length > 0 ? [`What the bot said:\n${this.stack.complaints()}`] : [];
    this.report.violations.push(...[...wrong, ...doubled].map((one) => `Wave ${this.waves}: ${one}`), ...log);
    for (const ending of endings) if (ending) this.report.endings[ending] += 1;
    const told = rounds.map(({ sort }, n) => `${sort} ${endings[n] ?? 'UNENDED'}`).join(', ');
    const how = `${hasFaults ? 'faults, ' : ''}${kill.again === undefined ? '' : 'killed twice, '}`;
    this.say(`wave ${this.waves} (${how}${Math.round((Date.now() - began) / 1000)} s): ${told}`);
    for (const one of [...wrong, ...doubled]) this.say(one);
  }

  private async planned(service: string): Promise<StormRound> {
    const sorts = service === BALANCED ? SORTS_OF_BALANCED : SORTS;
    const sort = sorts[Math.floor(this.options.random() * sorts.length)]!;
    const truth = await waitFor(`${service} to be steady`, async () => {
      const now = await this.services.truth(service);
      return now.steady ? now : undefined;
    });
    const other = { succeeds: truth.version === '1.0.0' ? '1.1.0' : '1.0.0', scale: String(3 - truth.desired) };
    const target = sort === 'succeeds' || sort === 'scale' ? other[sort] : sort;
    const parts = { services: this.services, ann: this.stack.person('ann') };
    return new StormRound(service, sort, target, truth, parts);
  }

  /** Now and then the next bot is killed as well, while it takes up what the first one left. */
  private plannedKill(): Strike {
    const { random } = this.options;
    const [dead, isAgain, again, whom] = [random(), random(), random(), random()];
    return { dead: dead * 1500, whom, ...(isAgain < 0.3 ? { again: again * 4000 } : {}) };
  }

  private async addFaults(over: AbortSignal): Promise<void> {
    void this.cutSockets(over);
    await this.stack.fault('slack', { kind: 'rate_limit', rate: 1 / 6, ms: 1000 });
    await this.stack.fault('slack', { kind: 'error', rate: 1 / 5 });
    await this.stack.fault('aws', { kind: 'throttle', rate: 1 / 3 });
  }

  private async cutSockets(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await this.stack.fault('slack', { kind: 'disconnect', reason: 'none' });
      await pause(CUT_EVERY_MS, undefined, { signal: over }).catch(() => undefined);
    }
  }

  private endOf(round: StormRound): Promise<Ending | undefined> {
    return waitFor(round.name, () => round.ended(), DEADLINE_MS).catch(() => undefined);
  }

  /** Messages that carry the same key. */
  private async doubled(since: number): Promise<string[]> {
    const read = await Promise.all(CHANNELS.map((channel) => this.stack.history(channel, since)));
    const keyed = read.flat().filter(({ key }) => key !== undefined);
    const twice = keyed.filter(({ key }, n) => keyed.findIndex((other) => other.key === key) !== n);
    return twice.map(({ key, text }) => `two messages of the key ${key}: ${text}`);
  }

  /** What was asked for is told where it was asked: elsewhere stands what others deployed, and nobody else did. */
  private async mistaken(since: number): Promise<string[]> {
    const told = await this.stack.history(ALERTS, since);
    const deployments = told.filter(({ text }) => /: (deploying|restarting|done:|rolled back:|replaced:)/.test(text));
    return deployments.map(({ text }) => `told as what others deployed: ${text}`);
  }

  /** Whatever happened, nobody is locked out. */
  private async followingCommands(): Promise<void> {
    const ann = this.stack.person('ann');
    for (const service of this.options.services.filter((name) => name !== BALANCED)) {
      const { desired } = await this.services.truth(service);
      await ann
        .asks(`scale ${service} ${3 - desired}`, new RegExp(`${service}.*${desired} → ${3 - desired} task`, 's'))
        .catch((error: unknown) => this.report.violations.push(`Locked out of ${service}? ${String(error)}`));
    }
  }
}
