import { clientFault } from '../ecs.faults';

/** CPU units to the memory they go with, in MiB ("Task definition parameters for Fargate", task size). */
const SIZES: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: range(1024, 4096, 1024),
  1024: range(2048, 8192, 1024),
  2048: range(4096, 16384, 1024),
  4096: range(8192, 30720, 1024),
  8192: range(16384, 61440, 4096),
  16384: range(32768, 122880, 8192),
};

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}

/** Whether Fargate has tasks of that size. */
export const fitsFargate = (cpu: string | undefined, memory: string | undefined): boolean =>
  SIZES[Number(cpu)]?.includes(Number(memory)) ?? false;

/** @throws AwsFault ClientException, in the words RegisterTaskDefinition has for it. */
export function checkFargateSize(cpu: string | undefined, memory: string | undefined): void {
  if (!cpu) throw clientFault("Fargate requires that 'cpu' be defined at the task level.");
  if (!memory) throw clientFault("Fargate requires that 'memory' be defined at the task level.");
  if (fitsFargate(cpu, memory)) return;
  throw clientFault(
    `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory. See the Amazon ECS documentation for the valid values.`,
  );
}

/** "0.25 vCPU", ".25vcpu" and "256" are all "256" CPU units. */
export const cpuUnits = (cpu: string | undefined): string | undefined => scaled(cpu, /vcpus?$/i, 1024, 'cpu');

/** "0.5 GB" and "512" are both "512" MiB. */
export const memoryMiB = (memory: string | undefined): string | undefined => scaled(memory, /gb$/i, 1024, 'memory');

function scaled(text: string | undefined, unit: RegExp, factor: number, what: string): string | undefined {
  if (text === undefined || text === '') return undefined;
  const number = Number(text.replace(unit, '').trim());
  if (!Number.isFinite(number) || number <= 0) throw clientFault(`Invalid '${what}' setting for task.`);
  return String(unit.test(text) ? Math.round(number * factor) : number);
}
