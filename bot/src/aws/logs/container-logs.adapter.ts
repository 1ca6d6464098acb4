import { Injectable } from '@nestjs/common';
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { LogUnreadableError } from '../../domain/logs/logs.errors';
import { ContainerLogs } from '../../domain/logs/logs.port';
import type { TailWanted } from '../../domain/logs/logs.port';
import type { LoggedContainer, LogLine, LogTail } from '../../domain/logs/logs.types';
import { Clock } from '../../kernel/clock';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { TaskDefinitions } from '../ecs/task-definitions';
import { streamOf } from './log-stream';
import type { Stream } from './log-stream';

/** As many as GetLogEvents answers at a time; it ends a page at one megabyte too. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
const MOST_A_CALL = 10_000;
/** What few lines are kept of is read in larger pieces. */
const FEWEST_A_CALL = 100;
/** The most that is read of one log to find what is wanted. */
const MOST_CALLS = 8;
const MOST_BYTES = 4_000_000;
const MOST_MS = 4000;

/** What containers write, read from CloudWatch Logs, where the awslogs driver puts it. */
@Injectable()
export class ContainerLogsAdapter extends ContainerLogs {
  constructor(
    private readonly clients: AwsClients,
    private readonly taskDefinitions: TaskDefinitions,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async tail(of: LoggedContainer, wanted: TailWanted): Promise<LogTail> {
    const stream = streamOf(of, await this.taskDefinitions.containers(of.ref, of.revision));
    const until = this.clock.elapsed() + MOST_MS;
    const found: LogLine[] = [];
    let bytes = 0;
    let token: string | undefined;
    for (let call = 0; call < MOST_CALLS && bytes < MOST_BYTES && this.clock.elapsed() < until; call++) {
      const page = await this.page(of, stream, wanted, token);
      if (page === undefined) return { lines: [], earlier: false };
      const events = (page.events ?? []).map(({ timestamp = 0, message = '' }) => ({ at: timestamp, text: message }));
      bytes += events.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
      found.unshift(...events.filter(({ text }) => wanted.keep(text)));
      if (found.length > wanted.lines) return { lines: found.slice(-wanted.lines), earlier: true };
      // The same token again says that there is nothing before. A page may be empty and others lie before it.
      if (page.nextBackwardToken === undefined || page.nextBackwardToken === token)
        return { lines: found, earlier: false };
      token = page.nextBackwardToken;
    }
    return { lines: found, earlier: true };
  }

  /** Undefined where there is no such stream: the driver makes it when the container starts. */
  private async page(
    { ref, container }: LoggedContainer,
    { group, name, region }: Stream,
    { lines, since }: TailWanted,
    token: string | undefined,
  ): Promise<GetLogEventsCommandOutput | undefined> {
    const { logs } =
      region === undefined ? this.clients.look(ref.environment) : this.clients.lookIn(ref.environment, region);
    const command = new GetLogEventsCommand({
      logGroupName: group,
      logStreamName: name,
      startFromHead: false,
      limit: Math.min(Math.max(lines + 1, FEWEST_A_CALL), MOST_A_CALL),
      ...(since === undefined ? {} : { startTime: since }),
      ...(token === undefined ? {} : { nextToken: token }),
    });
    try {
      return await logs.send(command);
    } catch (error) {
      if (!isMissing(error)) return ask(undefined, Promise.reject(error as Error));
      if (/log stream/i.test(error.message)) return undefined;
      throw new LogUnreadableError(container, {
        why: `Its task definition names the log group ${group}, and CloudWatch Logs has none of that name${region === undefined ? '' : ` in ${region}`}.`,
        next: 'Look whether it was deleted, or was given another name.',
        cause: error,
      });
    }
  }
}

function isMissing(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ResourceNotFoundException';
}
