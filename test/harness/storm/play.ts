import { numbers } from '../garbage';
import { Storm } from './storm';
import type { StormStack } from './storm';

const SECONDS_PER_WAVE = 150;

/** How a storm is to be, by what `npm run storm` sets. */
export class StormPlay {
  readonly rounds: number;
  readonly seed = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);
  private readonly faults = process.env['STORM_FAULTS'] === '1';
  private readonly services: number;

  /** @param rounds unless it is set */
  constructor(rounds: number) {
    this.rounds = Number(process.env['STORM_ROUNDS'] ?? rounds);
    // So many rounds overlap.
    this.services = Math.min(8, Math.ceil(this.rounds / 2));
  }

  /** How long it may take. Milliseconds. */
  get deadlineMs(): number {
    return 60_000 + Math.ceil(this.rounds / this.services) * SECONDS_PER_WAVE * 1000;
  }

  /** @returns what must not be, and how many rounds came to an end */
  async over(stack: StormStack): Promise<{ seed: number; violations: string[]; ended: number }> {
    const { seed, faults } = this;
    const say = (line: string): void => void process.stderr.write(`storm ${seed}: ${line}\n`);
    const services = Array.from({ length: this.services }, (_, n) => (n === 0 ? 'primes-api' : `storm-${n}`));
    const storm = new Storm(stack, { random: numbers(seed), faults, services }, say);
    const { endings, violations } = await storm.run(this.rounds);
    say(JSON.stringify(endings));
    return { seed, violations, ended: Object.values(endings).reduce((sum, count) => sum + count, 0) };
  }
}
