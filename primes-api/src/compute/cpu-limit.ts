import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Reads a file; throws when it is not there. */
export type ReadFile = (path: string) => string;

const readText: ReadFile = (path) => readFileSync(path, 'utf8');

const MOUNT = '/sys/fs/cgroup';

/**
 * The hard CPU limit that this process's control groups set, in cores: the lowest quota / period from its own group up
 * to the root, `cpu.max` in version 2 and `cpu.cfs_quota_us` in version 1. Undefined where no group sets one.
 * https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files
 */
export function cgroupCpuLimit(read: ReadFile = readText): number | undefined {
  const limits = groupsOf(read).flatMap(({ controllers, path }) => {
    if (controllers === '') return ancestors(path).map((group) => quotaOfVersion2(read, join(MOUNT, group)));
    if (!controllers.split(',').includes('cpu')) return [];
    return ancestors(path).map((group) => quotaOfVersion1(read, join(MOUNT, 'cpu', group)));
  });
  const set = limits.filter((limit) => limit !== undefined);
  return set.length > 0 ? Math.min(...set) : undefined;
}

/** Lines of /proc/self/cgroup are `hierarchy:controllers:path`; version 2 names no controllers. */
function groupsOf(read: ReadFile): { controllers: string; path: string }[] {
  const lines = textOf(read, '/proc/self/cgroup')?.trim().split('\n') ?? [];
  return lines.flatMap((line) => {
    const [, controllers, ...path] = line.split(':');
    return controllers === undefined ? [] : [{ controllers, path: path.join(':') }];
  });
}

/** A container without a group namespace sees the host's path but mounts only its own group, so the root counts too. */
function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...ancestors(parent)];
}

function quotaOfVersion2(read: ReadFile, group: string): number | undefined {
  const [quota, period] = textOf(read, join(group, 'cpu.max'))?.trim().split(' ') ?? [];
  return cores(quota, period);
}

function quotaOfVersion1(read: ReadFile, group: string): number | undefined {
  return cores(textOf(read, join(group, 'cpu.cfs_quota_us')), textOf(read, join(group, 'cpu.cfs_period_us')));
}

/** `max` and -1 mean that there is no limit. */
function cores(quota: string | undefined, period: string | undefined): number | undefined {
  const limit = Number(quota) / Number(period);
  return limit > 0 && Number.isFinite(limit) ? limit : undefined;
}

function textOf(read: ReadFile, path: string): string | undefined {
  try {
    return read(path);
  } catch {
    return undefined;
  }
}
