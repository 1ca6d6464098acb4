import { isDeepStrictEqual } from 'node:util';
import type { ResourceStatus } from '@aws-sdk/client-cloudformation';
import { resolved } from '../template/intrinsics';
import { dependenciesOf } from '../template/references';
import type { Properties, TemplateResource } from '../template/template';
import type { ResourceProvider } from '../providers/provider';
import type { Blueprint } from './blueprint';
import { differencesOf, needsReplacement, withStackTags } from './comparison';
import { failureWords } from './failure-words';
import { refuseImpossible } from './impossible-changes';
import { inOrder } from './in-order';
import { BrokenOff, makingOf } from './making';
import { isUnfinished } from './plan';
import { notesOf, type ResourceNotes } from './resource-notes';
import type { Stack, StackResource } from './stack';
import { stackScope } from './stack-scope';
import type { StackWorld } from './stack-world';

/** Something that was done, so that it can be undone. */
export interface Step {
  kind: 'added' | 'modified' | 'replaced';
  logicalId: string;
  /** The resource as it was. */
  before?: StackResource;
  /** The properties that it was given. */
  after: Properties;
}

/** A resource on its way: what the template says of it, and what that comes to. */
interface Wanted {
  logicalId: string;
  declared: TemplateResource;
  provider: ResourceProvider;
  properties: Properties;
}

const REPLACING = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** Brings a stack's resources to what a blueprint says, each as soon as all that it needs is there. */
export class Provisioning {
  readonly steps: Step[] = [];
  readonly failed: { logicalId: string; action: 'create' | 'update' }[] = [];
  /** Resources whose place was taken by others. */
  readonly replaced: StackResource[] = [];
  private readonly needs: ReadonlyMap<string, readonly string[]>;
  private readonly notes: ResourceNotes;
  /** Fires when one has failed: what goes on beside it is broken off. */
  private readonly failure = new AbortController();
  private readonly signal: AbortSignal;

  constructor(
    private readonly stack: Stack,
    private readonly blueprint: Blueprint,
    private readonly world: StackWorld,
    outer: AbortSignal,
  ) {
    this.needs = dependenciesOf(blueprint.template);
    this.signal = AbortSignal.any([outer, this.failure.signal]);
    const seen = this.scope(true);
    const { resources } = blueprint.template;
    this.notes = notesOf(stack, world.clock, (id) =>
      resources[id] ? JSON.stringify(resolved(resources[id].properties, seen)) : undefined,
    );
  }

  /** @returns whether all of it could be done */
  async apply(): Promise<boolean> {
    await inOrder(this.needs, (logicalId) => this.step(logicalId));
    return this.failed.length === 0;
  }

  /** What the template is resolved against, with the resources as they stand. */
  scope(masked = false) {
    const { stack, blueprint, world } = this;
    return stackScope({
      stack,
      blueprint,
      place: world.place,
      exported: (name) => world.exports.value(name),
      resource: (id) => stack.liveResource(id),
      masked,
    });
  }

  private async step(logicalId: string): Promise<void> {
    if (this.signal.aborted) return;
    const declared = this.blueprint.template.resources[logicalId]!;
    const provider = this.world.types.get(declared.type)!;
    const existing = this.stack.liveResource(logicalId);
    const record = existing ?? this.fresh(logicalId, declared);
    try {
      const own = resolved(declared.properties, this.scope()) as Properties;
      const wanted = { logicalId, declared, provider, properties: withStackTags(provider, own, this.blueprint) };
      if (!existing) return await this.add(record, wanted);
      const differences = differencesOf(provider, existing.properties, wanted.properties);
      refuseImpossible(logicalId, provider, differences);
      if (needsReplacement(differences)) await this.replace(existing, wanted);
      else await this.modify(existing, wanted, differences.length > 0);
    } catch (error) {
      this.fail(this.stack.resources.get(logicalId) ?? record, existing ? 'update' : 'create', error);
    }
  }

  private async add(record: StackResource, { logicalId, provider, properties }: Wanted): Promise<void> {
    record.properties = properties;
    this.stack.resources.set(logicalId, record);
    this.steps.push({ kind: 'added', logicalId, after: properties });
    this.notes.turn(record, 'CREATE_IN_PROGRESS');
    await this.make(record, provider, 'CREATE_IN_PROGRESS');
    this.notes.turn(record, 'CREATE_COMPLETE');
  }

  private async replace(existing: StackResource, { logicalId, declared, provider, properties }: Wanted): Promise<void> {
    const { physicalId, attributes } = existing;
    const record = { ...this.fresh(logicalId, declared), physicalId, attributes, properties };
    this.stack.resources.set(logicalId, record);
    this.steps.push({ kind: 'replaced', logicalId, before: existing, after: properties });
    this.notes.turn(record, 'UPDATE_IN_PROGRESS', REPLACING);
    await this.make(record, provider, 'UPDATE_IN_PROGRESS');
    this.notes.turn(record, 'UPDATE_COMPLETE');
    this.replaced.push(existing);
  }

  private async modify(record: StackResource, wanted: Wanted, differs: boolean): Promise<void> {
    const { logicalId, declared, provider, properties } = wanted;
    const { metadata, deletionPolicy, updateReplacePolicy } = declared;
    const told = { metadata, deletionPolicy, updateReplacePolicy, dependsOn: this.needs.get(logicalId) ?? [] };
    if (!differs && !isUnfinished(record) && isDeepStrictEqual(record.metadata, metadata)) {
      return void Object.assign(record, told);
    }
    const before = { ...record };
    this.steps.push({ kind: 'modified', logicalId, before, after: properties });
    this.notes.turn(record, 'UPDATE_IN_PROGRESS');
    const made = { physicalId: record.physicalId!, attributes: record.attributes };
    const change = { before: record.properties, after: properties };
    const updated = await provider.update(made, change, this.making(record, 'UPDATE_IN_PROGRESS'));
    Object.assign(record, updated, told, { properties });
    this.notes.turn(record, 'UPDATE_COMPLETE');
  }

  private async make(record: StackResource, provider: ResourceProvider, status: ResourceStatus): Promise<void> {
    Object.assign(record, await provider.create(record.properties, this.making(record, status)));
  }

  private making(record: StackResource, status: ResourceStatus) {
    const { logicalId } = record;
    const onInitiated = (physicalId: string): void => {
      record.physicalId = physicalId;
      this.notes.turn(record, status, 'Resource creation Initiated');
    };
    return makingOf({ ...this.world, logicalId, stackName: this.stack.name, signal: this.signal, onInitiated });
  }

  private fail(record: StackResource, action: 'create' | 'update', error: unknown): void {
    const cancelled = action === 'create' ? 'Resource creation cancelled' : 'Resource update cancelled';
    const reason = error instanceof BrokenOff ? cancelled : failureWords(error);
    this.stack.resources.set(record.logicalId, record);
    this.failed.push({ logicalId: record.logicalId, action });
    this.failure.abort();
    this.notes.turn(record, action === 'create' ? 'CREATE_FAILED' : 'UPDATE_FAILED', reason);
  }

  private fresh(logicalId: string, { type, metadata, deletionPolicy, updateReplacePolicy }: TemplateResource) {
    const changedAt = this.world.clock.now();
    const dependsOn = this.needs.get(logicalId) ?? [];
    const told = { metadata, deletionPolicy, updateReplacePolicy, dependsOn };
    const status: ResourceStatus = 'CREATE_IN_PROGRESS';
    return { logicalId, type, attributes: {}, properties: {}, status, changedAt, ...told } satisfies StackResource;
  }
}
