import type { ServiceRef } from '../../domain/services/service-ref.types';
import { runButton } from './buttons';
import type { Button } from './buttons';
import { command } from './commands';

/** A button that shows how a service is. */
export function statusButton(service: ServiceRef): Button {
  return runButton('Status', command('status', { service }));
}

/** A button that says why a service's deployment fails, or failed. */
export function whyButton(service: ServiceRef): Button {
  return runButton('Why?', command('why', { service }));
}

/** A button that shows what ECS says has happened to a service. */
export function eventsButton(service: ServiceRef): Button {
  return runButton('Events', command('events', { service }));
}

/** A button that shows each of a service's tasks. */
export function tasksButton(service: ServiceRef): Button {
  return runButton('Tasks', command('tasks', { service }));
}

/** A button that shows what a service's tasks wrote last. */
export function logsButton(service: ServiceRef): Button {
  return runButton('Logs', command('logs', { service }));
}
