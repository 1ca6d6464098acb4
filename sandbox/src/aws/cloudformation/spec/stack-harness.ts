import type { Output, StackEvent } from '@aws-sdk/client-cloudformation';
import { ManualClock } from '../../../kernel/spec/manual-clock';
import { Pace } from '../../../kernel/pace';
import { CloudFormationRegion } from '../state/cloudformation.region';
import { cloudformationService } from '../cloudformation.service';
import { WireClient } from '../../wire/spec/wire-client';
import type { Stack } from '../stacks/stack';
import { ResourcesInMemory } from './resources-in-memory';

const CALL = { region: 'us-west-2', accountId: '000000000000', requestId: 'r', origin: 'o', accessKeyId: 'k' };

/** CloudFormation whose resources stand in memory, at AWS's own pace on a clock that is moved by hand. */
export class StackHarness {
  readonly clock = new ManualClock();
  readonly resources = new ResourcesInMemory();
  readonly region = new CloudFormationRegion({
    region: CALL.region,
    accountId: CALL.accountId,
    clock: this.clock,
    pace: new Pace(60_000),
    endpoint: () => 'http://127.0.0.1:0',
    types: this.resources.types,
    onDefect: (error) => {
      throw error;
    },
  });

  private readonly wire = new WireClient(cloudformationService(() => this.region));

  /** Calls an operation over the wire. */
  call<T = Record<string, unknown>>(name: string, input: object): Promise<T> {
    return this.wire.call<T>(name, input);
  }

  /** Calls one, and lets a minute pass, in which what it began is done unless something is not ready. */
  async carryOut(name: string, input: object): Promise<void> {
    await this.call(name, input);
    for (let second = 0; second < 60; second++) await this.clock.advance(1000);
  }

  stack(name = 's'): Stack {
    return this.region.stacks.findLast((stack) => stack.name === name)!;
  }

  outputs(name = 's'): (string | undefined)[] {
    return this.stack(name).outputs.map(({ OutputValue }: Output) => OutputValue);
  }

  /** The events of the last operation, oldest first, as "<status> <logical id>", with the reason where one is given. */
  events(name = 's'): string[] {
    const { events } = this.stack(name);
    return events
      .newestFirst()
      .filter(({ OperationId }) => OperationId === events.operation.id)
      .toReversed()
      .map(({ ResourceStatus, LogicalResourceId, ResourceStatusReason: reason }: StackEvent) =>
        [ResourceStatus, LogicalResourceId, ...(reason ? [`(${reason})`] : [])].join(' '),
      );
  }
}

/** A template's body. */
export const templateOf = (Resources: object, more: object = {}): string => JSON.stringify({ Resources, ...more });

export const book = (Properties: object = {}, more: object = {}) => ({ Type: 'Memory::Book', Properties, ...more });
export const note = (Properties: object = {}, more: object = {}) => ({ Type: 'Memory::Note', Properties, ...more });
