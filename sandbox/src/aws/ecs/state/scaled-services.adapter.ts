import type { ScaledService, ScaledServices } from '../../engine/scaled-services.port';
import { type EcsService, isRunning } from '../../engine/scheduler/ecs-service';
import { taskSize } from '../../engine/scheduler/revision';
import { serviceNotFound } from '../ecs.faults';
import type { Services } from './services';

/** The services of a region as metrics and Application Auto Scaling see and drive them. */
export function scaledServices(services: Services): ScaledServices {
  const active = (): EcsService[] => services.all().filter(({ status }) => status === 'ACTIVE');
  const named = (cluster: string, name: string): EcsService | undefined =>
    active().find(({ identity }) => identity.clusterName === cluster && identity.name === name);
  return {
    list: () => active().map(scaled),
    find(clusterName, serviceName) {
      const service = named(clusterName, serviceName);
      return service && scaled(service);
    },
    setDesiredCount(clusterName, serviceName, desiredCount) {
      const service = named(clusterName, serviceName);
      if (!service) throw serviceNotFound();
      services.update(service, { service: serviceName, desiredCount });
    },
  };
}

function scaled(service: EcsService): ScaledService {
  const running = [...service.tasks].filter(isRunning);
  const primary = service.primary;
  return {
    clusterName: service.identity.clusterName,
    serviceName: service.name,
    desiredCount: service.desiredCount,
    runningCount: running.length,
    deploying: primary?.rolloutState === 'IN_PROGRESS',
    ...(primary ? taskSize(primary.revision.taskDefinition) : { cpuUnits: 0, memoryMiB: 0 }),
    running: running.flatMap(({ process }) => (process ? [process] : [])),
  };
}
