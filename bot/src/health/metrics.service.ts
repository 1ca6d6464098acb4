import { Injectable } from '@nestjs/common';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { SlackConnection } from '../chat/slack/connection-state';

/** The process's figures and the state of the connection to Slack, for Prometheus. */
@Injectable()
export class MetricsService {
  private readonly registry = new Registry();

  constructor(slack: SlackConnection) {
    collectDefaultMetrics({ register: this.registry });
    const connected: Gauge = new Gauge({
      name: 'ecs_chatops_slack_connected',
      help: 'Whether events from Slack reach the bot: 1 or 0.',
      registers: [this.registry],
      collect: () => connected.set(slack.state() === 'connected' ? 1 : 0),
    });
  }

  /** All metrics in Prometheus's text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
