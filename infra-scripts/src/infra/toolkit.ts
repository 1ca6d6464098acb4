import {
  DiffMethod,
  StackSelectionStrategy,
  Toolkit,
  type IIoHost,
  type IoMessage,
  type IoRequest,
  type StackActivity,
} from '@aws-cdk/toolkit-lib';
import { Refusal } from '../terminal/failure';
import { synthesized, type Wanted } from './assembly';

/** How often CloudFormation is asked for news, in real milliseconds: AWS limits it, the sandbox does not. */
const ASK_AWS_EVERY = 2000;
const ASK_SANDBOX_EVERY = 200;

export interface Difference {
  /** Resources and outputs that differ. */
  count: number;
  /** Logical ids of the resources that differ. */
  resources: string[];
  /** Their types, by logical id. */
  types: Record<string, string>;
  /** The toolkit's own drawing. */
  text: string;
}

/** The CDK toolkit, speaking in this project's lines. */
export class StackToolkit {
  private readonly toolkit: Toolkit;
  private readonly host: ProgressHost;

  /** @param say told each line of progress */
  constructor(
    private readonly sandbox: boolean,
    say: (line: string) => void,
  ) {
    this.host = new ProgressHost(say);
    this.toolkit = new Toolkit({ ioHost: this.host, emojis: false, color: process.stdout.isTTY });
  }

  /** What a deploy would change, by the templates alone. */
  async diff(wanted: Wanted): Promise<Difference> {
    this.host.drawing = '';
    const diffs = await synthesized(wanted, async (folder) =>
      this.toolkit.diff(await this.toolkit.fromAssemblyDirectory(folder), { method: DiffMethod.TemplateOnly() }),
    );
    const diff = diffs[wanted.kind.name];
    const changes = diff?.resources.changes ?? {};
    return {
      count: (diff?.resources.differenceCount ?? 0) + (diff?.outputs.differenceCount ?? 0),
      resources: Object.keys(changes),
      types: Object.fromEntries(
        Object.entries(changes).map(([id, { newValue, oldValue }]) => [id, (newValue ?? oldValue)?.Type ?? '']),
      ),
      text: this.host.drawing,
    };
  }

  /**
   * Makes a stack, or brings it up to date.
   * @returns its outputs
   * @throws Refusal with the resource that failed and why
   */
  async deploy(wanted: Wanted): Promise<Record<string, string>> {
    return this.saidWhy(`The stack ${wanted.kind.name} could not be brought there`, async () => {
      const { stacks } = await synthesized(wanted, async (folder) =>
        this.toolkit.deploy(await this.toolkit.fromAssemblyDirectory(folder), {
          stackEventPollingInterval: this.pollingInterval,
        }),
      );
      return { ...stacks[0]?.outputs };
    });
  }

  /** Brings a stack to where its repository, log group and secret outlive it. */
  async keepThings(wanted: Wanted): Promise<void> {
    await this.deploy({ ...wanted, chosen: { ...wanted.chosen, keep: true } });
  }

  /** @throws Refusal with the resource that failed and why */
  async destroy(wanted: Wanted): Promise<void> {
    await this.saidWhy(`The stack ${wanted.kind.name} could not be taken away`, () =>
      synthesized(wanted, async (folder) =>
        this.toolkit.destroy(await this.toolkit.fromAssemblyDirectory(folder), {
          stacks: { strategy: StackSelectionStrategy.ALL_STACKS },
          stackEventPollingInterval: this.pollingInterval,
        }),
      ),
    );
  }

  private get pollingInterval(): number {
    return this.sandbox ? ASK_SANDBOX_EVERY : ASK_AWS_EVERY;
  }

  private async saidWhy<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.host.failures = [];
    this.host.rolledBack = false;
    try {
      return await work();
    } catch (error) {
      const [first] = this.host.failures;
      if (!first) throw error;
      throw new Refusal(`${what}${this.host.rolledBack ? ', and is as it was before' : ''}: ${first}`);
    }
  }
}

/** CloudFormation repeats a failure for everything that it cancels. */
const CANCELLED = /cancelled$/i;

/** Hears the toolkit's messages, and says those that a person waits for. */
class ProgressHost implements IIoHost {
  drawing = '';
  /** "Service (AWS::ECS::Service): why", first cause first. */
  failures: string[] = [];
  rolledBack = false;

  constructor(private readonly say: (line: string) => void) {}

  async notify(message: IoMessage<unknown>): Promise<void> {
    if (message.code === 'CDK_TOOLKIT_I5502') this.activity(message.data as StackActivity);
    if (message.code === 'CDK_TOOLKIT_I4002') {
      const { formattedDiff } = message.data as { formattedDiff: { diff: string } };
      this.drawing += formattedDiff.diff;
    }
  }

  /** What was to be confirmed has been: the scripts show and ask before the toolkit is called. */
  async requestResponse<T>(request: IoRequest<unknown, T>): Promise<T> {
    return typeof request.defaultResponse === 'boolean' ? (true as T) : request.defaultResponse;
  }

  private activity({ event, progress }: StackActivity): void {
    const { ResourceStatus = '', ResourceStatusReason: reason, LogicalResourceId: id, ResourceType: type } = event;
    if (!/_(COMPLETE|FAILED)$|ROLLBACK_IN_PROGRESS$/.test(ResourceStatus)) return;
    const isFailure = ResourceStatus.endsWith('_FAILED');
    // The stack's own end is what the command answers.
    if (type === 'AWS::CloudFormation::Stack' && ResourceStatus.endsWith('_COMPLETE')) {
      this.rolledBack = ResourceStatus.endsWith('ROLLBACK_COMPLETE');
      return;
    }
    const done = progress.total === undefined ? '' : `${progress.completed}/${progress.total}`;
    this.say(`  ${done.padStart(5)}  ${ResourceStatus.padEnd(24)} ${type}  ${id}${isFailure ? `: ${reason}` : ''}`);
    if (isFailure && reason && !CANCELLED.test(reason)) this.failures.push(`${id} (${type}): ${reason}`);
  }
}
