/** What people call what is measured, by CloudWatch's name or by the one that target tracking has for it. */
const WORDS: Record<string, string> = {
  CPUUtilization: 'CPU',
  ECSServiceAverageCPUUtilization: 'CPU',
  ECSServiceAverageCPUUtilizationHighResolution: 'CPU',
  MemoryUtilization: 'memory',
  ECSServiceAverageMemoryUtilization: 'memory',
  RequestCountPerTarget: 'requests per target',
  ALBRequestCountPerTarget: 'requests per target',
};

/** `CPU`, `memory`, `requests per target`, or the metric's own name. */
export const metricWords = (metric: string): string => WORDS[metric] ?? metric;
