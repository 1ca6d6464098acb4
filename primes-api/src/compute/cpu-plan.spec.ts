import { CpuPlan } from './cpu-plan';

it.each([
  [[0.25], 8, { workers: 1, cpuShare: 0.18 }],
  [[0.25, 2], 8, { workers: 1, cpuShare: 0.18 }],
  [[1], 8, { workers: 1, cpuShare: undefined }],
  [[2.9, undefined], 8, { workers: 2, cpuShare: undefined }],
  [[16], 4, { workers: 4, cpuShare: undefined }],
  [[undefined, undefined], 4, { workers: 4, cpuShare: undefined }],
])('with limits %j on %i cores there are %j', (limits, cores, plan) => {
  expect(CpuPlan.of(limits, cores)).toEqual(plan);
});
