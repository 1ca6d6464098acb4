import { BOT_SCOPES } from './world';

/** What the workspace granted when the app was installed: the bot's token may do that and no more. */
export class GrantedScopes {
  private scopes: readonly string[] = BOT_SCOPES;

  ofBot(): readonly string[] {
    return this.scopes;
  }

  /** As an installation from another manifest would leave it. */
  grant(scopes: readonly string[]): void {
    this.scopes = scopes;
  }

  reset(): void {
    this.scopes = BOT_SCOPES;
  }
}
