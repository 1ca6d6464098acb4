import { Controller, Get, Header, HttpCode, Res } from '@nestjs/common';
import { SlackConnection } from '../chat/slack/connection-state';
import { MetricsService } from './metrics.service';

/** What an orchestrator and a Prometheus ask the bot. Nothing here says anything about the team's services. */
@Controller()
export class HealthController {
  constructor(
    private readonly slack: SlackConnection,
    private readonly metrics: MetricsService,
  ) {}

  /** The process answers: restart it when this does not. */
  @Get('health/live')
  @HttpCode(200)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 while commands reach the bot and are taken on. AWS being away is no reason for 503: the bot can say so in chat. */
  @Get('health/ready')
  ready(@Res({ passthrough: true }) response: { status(code: number): unknown }): { status: string; slack: string } {
    const slack = this.slack.state();
    if (slack !== 'connected') response.status(503);
    return { status: slack === 'connected' ? 'ok' : 'unavailable', slack };
  }

  /** Prometheus's text format. */
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  text(): Promise<string> {
    return this.metrics.text();
  }
}
