import { CpuPlan } from './cpu-plan';

it.each([
  [[0.25], 8, { workers: 1, cpuLimit: 0.25 }],
  [[0.25, 2], 8, { workers: 1, cpuLimit: 0.25 }],
  [[1], 8, { workers: 1, cpuLimit: undefined }],
  [[2.9, undefined], 8, { workers: 2, cpuLimit: undefined }],
  [[16], 4, { workers: 4, cpuLimit: undefined }],
  [[undefined, undefined], 4, { workers: 4, cpuLimit: undefined }],
])('with limits %j on %i cores there are %j', (limits, cores, plan) => {
  expect(CpuPlan.of(limits, cores)).toEqual(plan);
});
