import { Injectable, Logger } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { finalize } from 'rxjs';
import { Clock } from '../../kernel/clock';
import { Invocation } from './invocation';

/** Logs each command with how long it took. */
@Injectable()
export class TimingInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Command');

  constructor(private readonly clock: Clock) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const invocation = context.switchToRpc().getContext<unknown>();
    const handler = `${context.getClass().name}.${context.getHandler().name}`;
    const began = this.clock.now();
    return next.handle().pipe(
      finalize(() => {
        if (!(invocation instanceof Invocation)) return;
        const { id, actor, channel, said } = invocation;
        this.logger.log({ msg: said, handler, command: id, user: actor.id, channel, ms: this.clock.now() - began });
      }),
    );
  }
}
