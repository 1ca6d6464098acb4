import { SlackConnection } from '../chat/slack/connection-state';
import { HealthController } from './health.controller';
import { MetricsService } from './metrics.service';

function ready(connection: SlackConnection): { code: number; body: unknown } {
  let code = 200;
  const controller = new HealthController(connection, new MetricsService(connection));
  const body = controller.ready({ status: (given) => (code = given) });
  return { code, body };
}

it('is ready while a command can reach it and is taken on, and at no other time', () => {
  const connection = new SlackConnection();
  expect(ready(connection)).toEqual({ code: 503, body: { status: 'unavailable', slack: 'connecting' } });
  connection.become('connected');
  expect(ready(connection)).toEqual({ code: 200, body: { status: 'ok', slack: 'connected' } });
  connection.become('connecting');
  expect(ready(connection).code).toBe(503);
  connection.become('connected');
  connection.become('leaving');
  connection.become('connected');
  expect(ready(connection)).toEqual({ code: 503, body: { status: 'unavailable', slack: 'leaving' } });
  connection.become('disconnected');
  expect(ready(connection).code).toBe(503);
});
