import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { EMPTY, from, ignoreElements } from 'rxjs';
import type { Observable } from 'rxjs';
import { Invocation } from './invocation';
import { Trouble } from './trouble';

/** Catches everything that a handler, its guard or its pipes throw. In Nest's transports a filter answers a stream. */
@Catch()
export class TroubleFilter implements ExceptionFilter {
  constructor(private readonly trouble: Trouble) {}

  catch(error: unknown, host: ArgumentsHost): Observable<never> {
    const invocation = host.switchToRpc().getContext<unknown>();
    if (!(invocation instanceof Invocation)) return EMPTY;
    return from(this.trouble.tell(error, invocation)).pipe(ignoreElements());
  }
}
