import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import { noSuchStack, noSuchStackId } from '../cloudformation.faults';
import { clientsOf } from '../providers/clients';
import { providersOf } from '../providers';
import type { ResourceProvider } from '../providers/provider';
import type { ChangeSet } from '../stacks/change-set';
import type { Blueprint } from '../stacks/blueprint';
import { Exports } from '../stacks/exports';
import { type Plan, planOf } from '../stacks/plan';
import { Stack, type StackPlace } from '../stacks/stack';
import { StackOperations } from '../stacks/stack-operations';
import type { OperationKind } from '../stacks/stack-events';
import type { StackWorld } from '../stacks/stack-world';

export interface CloudFormationRegionOptions extends StackPlace {
  clock: Clock;
  pace: Pace;
  /** The sandbox's own AWS address, once it has one: resources are made by calls to it. */
  endpoint: () => string;
  /** What resources can be made of; by default, everything that the sandbox serves. */
  types?: () => readonly ResourceProvider[];
  /** Told of defects of the sandbox. */
  onDefect?: (error: unknown) => void;
}

/** CloudFormation in one region: its stacks, the deleted ones too. */
export class CloudFormationRegion {
  readonly stacks: Stack[] = [];
  /** Of all stacks. */
  changeSets: ChangeSet[] = [];
  readonly exports = new Exports(() => this.stacks);
  private known?: ReadonlyMap<string, ResourceProvider>;
  private worker?: StackOperations;

  constructor(private readonly options: CloudFormationRegionOptions) {}

  get place(): StackPlace {
    const { region, accountId } = this.options;
    return { region, accountId };
  }

  /** The types of resource, by name. */
  get types(): ReadonlyMap<string, ResourceProvider> {
    const { endpoint, region, types = () => providersOf(clientsOf(endpoint(), region)) } = this.options;
    this.known ??= new Map(types().map((provider) => [provider.type, provider]));
    return this.known;
  }

  get operations(): StackOperations {
    this.worker ??= new StackOperations(this.world, {
      onBegin: (stack) => this.changeSetsOf(stack).forEach((changeSet) => changeSet.retire()),
      onDefect: (error) => this.options.onDefect?.(error),
    });
    return this.worker;
  }

  /** Epoch ms. */
  now(): number {
    return this.options.clock.now();
  }

  /** A stack that is not among the region's yet: what cannot be planned never is. */
  newStack(name: string, blueprint: Blueprint, kind: OperationKind): Stack {
    return new Stack(name, blueprint, this.place, this.options.clock, kind);
  }

  /** @param nameOrId the name of one that is not deleted, or the ARN of any. */
  find(nameOrId: string): Stack | undefined {
    return this.stacks.find(({ id, name, deleted }) => id === nameOrId || (name === nameOrId && !deleted));
  }

  /** @throws AwsFault ValidationError "Stack with id X does not exist" */
  stackWithId(nameOrId = ''): Stack {
    const stack = this.find(nameOrId);
    if (!stack) throw noSuchStackId(nameOrId);
    return stack;
  }

  /** @throws AwsFault ValidationError "Stack [X] does not exist" */
  stack(nameOrId = ''): Stack {
    const stack = this.find(nameOrId);
    if (!stack) throw noSuchStack(nameOrId);
    return stack;
  }

  changeSetsOf(stack: Stack): ChangeSet[] {
    return this.changeSets.filter((changeSet) => changeSet.stack === stack);
  }

  /** @throws AwsFault ValidationError for what cannot be done, or an export that another stack has */
  plan(stack: Stack, blueprint: Blueprint): Plan {
    const { types, place } = this;
    const plan = planOf({ stack, blueprint, types, place, exported: (name) => this.exports.value(name) });
    this.exports.checkFree(plan.exportNames, stack);
    return plan;
  }

  /** Breaks off everything that is under way; resolves when nothing goes on. */
  async close(): Promise<void> {
    const running = this.stacks.flatMap((stack) => stack.running ?? []);
    for (const { breakOff } of running) breakOff();
    await Promise.all(running.map(({ done }) => done));
  }

  private get world(): StackWorld {
    const { clock, pace } = this.options;
    return { types: this.types, clock, pace, place: this.place, exports: this.exports };
  }
}
