import { Injectable } from '@nestjs/common';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Home } from '../../domain/services/environment.types';
import { AwsOptions, environmentNamed } from '../aws.options';
import { AwsClients } from './aws-clients';

/** Which account and region each environment is. */
@Injectable()
export class Accounts {
  private readonly known = new Map<string, Promise<string | undefined>>();

  constructor(
    private readonly options: AwsOptions,
    private readonly clients: AwsClients,
  ) {}

  /** Without an account where AWS does not say whose the bot's credentials are. Asked once. */
  async homeOf(environment: string): Promise<Home> {
    const { region } = environmentNamed(this.options, environment);
    const account = await this.accountOf(environment);
    return { region, ...(account ? { account } : {}) };
  }

  private async accountOf(environment: string): Promise<string | undefined> {
    const asked = this.known.get(environment) ?? this.ask(environment);
    this.known.set(environment, asked);
    const account = await asked;
    if (account === undefined) this.known.delete(environment);
    return account;
  }

  private async ask(environment: string): Promise<string | undefined> {
    const { sts } = this.clients.look(environment);
    try {
      return (await sts.send(new GetCallerIdentityCommand({}))).Account;
    } catch {
      return undefined;
    }
  }
}
