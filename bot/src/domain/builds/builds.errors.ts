import { UserError } from '../../kernel/user-error';

/** Nothing that the bot looks after runs from the repository, or the service that was named does not. */
export class NoSuchServiceError extends UserError {
  constructor(repository: string, service: string | undefined) {
    super(
      service === undefined
        ? {
            what: `No service that I look after runs from ${repository}.`,
            next: 'Name registry and path as the task definition does.',
          }
        : {
            what: `${service} is not the full name of a service that runs from ${repository}.`,
            next: 'Name it as cluster/service, or leave it out.',
          },
    );
  }
}
