import type { Server } from 'node:http';
import { AwsWire } from './wire/aws-wire';
import { listening, portOf } from './wire/forward';
import { SlackWire } from './wire/slack-wire';

/**
 * Stands between a bot and the sandbox, on ports of its own: for what AWS and Slack do and the sandbox cannot do yet, or
 * not on demand. It changes nothing until it is told to.
 */
export class WireProxy {
  private constructor(
    readonly aws: AwsWire,
    readonly slack: SlackWire,
    private readonly servers: { aws: Server; slack: Server },
  ) {}

  /** @param sandbox the addresses of the sandbox's AWS and Slack */
  static async before(sandbox: { aws: string; slack: string }): Promise<WireProxy> {
    const [aws, slack] = [new AwsWire(sandbox.aws), new SlackWire(sandbox.slack)];
    const servers = {
      aws: await listening((asked) => aws.pass(asked)),
      slack: await listening((asked) => slack.pass(asked)),
    };
    slack.joinSockets(servers.slack);
    return new WireProxy(aws, slack, servers);
  }

  /** Where the bot finds AWS and Slack. */
  get addresses(): { aws: string; slack: string } {
    const at = (server: Server) => `http://127.0.0.1:${portOf(server)}`;
    return { aws: at(this.servers.aws), slack: at(this.servers.slack) };
  }

  /** Changes nothing any more. */
  letAllBy(): void {
    this.aws.letAllBy();
    this.slack.letAllBy();
  }

  close(): void {
    this.slack.close();
    for (const server of Object.values(this.servers)) {
      server.close();
      server.closeAllConnections();
    }
  }
}
