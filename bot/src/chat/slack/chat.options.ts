/** What the configuration decides about Slack. Bound in app.module with `useValue`; nothing here reads the environment. */
export abstract class ChatOptions {
  /** The slash command with its slash: `/ecs`. */
  abstract readonly command: string;
  /** `xoxb-…`, what the Web API is called with. */
  abstract readonly botToken: string;
  /** `xapp-…`, what opens the socket. */
  abstract readonly appToken: string;
  /** Another Web API than Slack's own, with its path: `http://127.0.0.1:4577/api/`. */
  abstract readonly slackApiUrl?: string;
  /** How long commands under way may go on after a shutdown was asked for. Milliseconds. */
  abstract readonly drainMs: number;
}
