import { Controller, Get } from '@nestjs/common';
import { Config } from '../config/config';

export interface Health {
  status: 'ok';
  version: string;
}

/** What the load balancer asks. It never waits for a computation: those run on other threads. */
@Controller('health')
export class HealthController {
  constructor(private readonly config: Config) {}

  @Get()
  health(): Health {
    return { status: 'ok', version: this.config.version };
  }
}
