import type { OutsideCall } from './lately.types';

/** Look door: what others asked of AWS. */
export abstract class OutsideCalls {
  /**
   * The calls of others that changed services, their scaling or their nodes, in no particular order; those of this bot and
   * of automatic scaling left out. CloudTrail is some minutes late.
   * @param since milliseconds since the epoch
   * @throws NotPermittedError when CloudTrail may not be asked
   */
  abstract since(environment: string, since: number): Promise<OutsideCall[]>;
}
