import type { ScaledService, ScaledServices } from '../../engine/scaled-services.port';
import { AwsFault } from '../../wire/fault';

/** Services that run what they are told to at once, but for those called "stuck". */
export class ObedientServices implements ScaledServices {
  private readonly all = new Map<string, ScaledService>();

  add(serviceName: string, desiredCount: number): void {
    this.all.set(serviceName, {
      clusterName: 'c',
      serviceName,
      desiredCount,
      runningCount: desiredCount,
      deploying: false,
      cpuUnits: 256,
      memoryMiB: 512,
      running: [],
    });
  }
  remove = (serviceName: string): boolean => this.all.delete(serviceName);
  list = (): ScaledService[] => [...this.all.values()];
  find = (_: string, serviceName: string): ScaledService | undefined => this.all.get(serviceName);
  setDesiredCount(_: string, serviceName: string, count: number): void {
    const service = this.all.get(serviceName);
    if (!service || serviceName === 'gone') throw new AwsFault('ServiceNotFoundException', 'Service not found.');
    service.desiredCount = count;
    if (serviceName !== 'stuck') service.runningCount = count;
  }
}
