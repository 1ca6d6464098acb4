import { cgroupCpuLimit } from './cpu-limit';

const limitWith = (files: Record<string, string>) =>
  cgroupCpuLimit((path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`no ${path}`);
    return text;
  });

describe('the limit of the control groups', () => {
  it('is quota over period in version 2, the lowest of all ancestors', () => {
    const files = {
      '/proc/self/cgroup': '0::/ecs/task/app\n',
      '/sys/fs/cgroup/ecs/task/app/cpu.max': 'max 100000\n',
      '/sys/fs/cgroup/ecs/task/cpu.max': '25000 100000\n',
      '/sys/fs/cgroup/ecs/cpu.max': '400000 100000\n',
    };
    expect(limitWith(files)).toBe(0.25);
  });

  it('is found at the root in a container that sees the path of its host in version 1', () => {
    const files = {
      '/proc/self/cgroup': '9:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '150000\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    };
    expect(limitWith(files)).toBe(1.5);
  });

  it.each([
    [{ '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/cpu.max': 'max 100000\n' }],
    [
      {
        '/proc/self/cgroup': '4:cpu:/\n',
        '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
        '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
      },
    ],
    [{}],
  ])('is unknown where none is set: %j', (files: Record<string, string>) => {
    expect(limitWith(files)).toBeUndefined();
  });
});
