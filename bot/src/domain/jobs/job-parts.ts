import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { JobRecord } from './jobs.port';

/** What runs are kept and timed with. */
@Injectable()
export class JobParts {
  constructor(
    readonly record: JobRecord,
    readonly clock: Clock,
  ) {}
}
