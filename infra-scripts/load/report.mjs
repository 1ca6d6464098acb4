// What is shown while the load runs and at its end.

/** @param {number | undefined} value */
const ms = (value) => (value === undefined ? '-' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`);
/** @param {Map<string, number>} map */
const counts = (map) => [...map].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));

/**
 * The line that is redrawn while the load runs.
 * @param {{ seconds: number, rate: number, tasks: number | undefined, recent: ReturnType<import('./tally.mjs').Tally['recent']> }} state
 *   `rate` is what is sent each second
 */
export function liveLine({ seconds, rate, tasks, recent }) {
  const { perSecond, latencyMs, refusedPart, failed, byContainer } = recent;
  const parts = [
    `${Math.round(seconds)} s`,
    `${rate.toFixed(1)} req/s sent, ${perSecond.toFixed(1)} answered`,
    `p50 ${ms(latencyMs?.p50)}, p99 ${ms(latencyMs?.p99)}`,
    `${Math.round(refusedPart * 100)} % refused`,
  ];
  if (failed > 0) parts.push(`${failed} failed`);
  if (tasks !== undefined) parts.push(`${tasks} ${tasks === 1 ? 'task runs' : 'tasks run'}`);
  if (byContainer.size > 0)
    parts.push(
      counts(byContainer)
        .map(([id, count]) => `${id} ${count}`)
        .join(' '),
    );
  return parts.join(' | ');
}

/**
 * @param {object} run
 * @param {import('./options.mjs').Options} run.options
 * @param {import('./tally.mjs').Tally} run.tally
 * @param {number} run.seconds how long it lasted
 * @param {number | undefined} run.wholeMs CPU time of all tasks for one answer at the end, in milliseconds
 * @param {{ now?: number, first?: number, most?: number }} run.tasks how many ran, where that is known
 */
export function summaryOf({ options, tally, seconds, wholeMs, tasks }) {
  const { sent, answered, refused, failed, latencyMs, cpuMsPerAnswer } = tally;
  return {
    url: options.url.href,
    n: options.n,
    cores: options.cores,
    seconds: rounded(seconds),
    sent,
    answered,
    refused,
    failed,
    requestsPerSecond: rounded(sent / Math.max(seconds, 0.001)),
    cpuMsPerAnswer: rounded(cpuMsPerAnswer),
    wholeCpuMsPerAnswer: rounded(wholeMs),
    latencyMs:
      latencyMs && Object.fromEntries(Object.entries(latencyMs).map(([name, value]) => [name, rounded(value)])),
    answersByContainer: Object.fromEntries(counts(tally.byContainer)),
    failures: Object.fromEntries(counts(tally.failures)),
    tasksRunning: tasks.now === undefined ? undefined : { first: tasks.first, most: tasks.most, last: tasks.now },
  };
}

/** @param {ReturnType<typeof summaryOf>} summary */
export function summaryText(summary) {
  const { answered, refused, failed, sent, latencyMs, tasksRunning, failures } = summary;
  /** @param {number} count */
  const part = (count) => `${count} (${sent > 0 ? Math.round((count / sent) * 100) : 0} %)`;
  const lines = [
    `${sent} requests in ${summary.seconds} s to ${summary.url}: ${summary.requestsPerSecond} a second for ${summary.cores} cores.`,
    `answered ${part(answered)}, refused ${part(refused)}, failed ${part(failed)}`,
  ];
  if (latencyMs) {
    lines.push(
      `latency p50 ${ms(latencyMs.p50)}, p90 ${ms(latencyMs.p90)}, p99 ${ms(latencyMs.p99)}, max ${ms(latencyMs.max)}`,
    );
  }
  if (summary.cpuMsPerAnswer !== undefined) lines.push(cost(summary));
  if (tasksRunning) {
    lines.push(
      `tasks running: ${tasksRunning.first} at first, ${tasksRunning.most} at most, ${tasksRunning.last} at the end`,
    );
  }
  for (const [id, count] of Object.entries(summary.answersByContainer)) lines.push(`  ${id} answered ${count}`);
  for (const [why, count] of Object.entries(failures)) lines.push(`  failed ${count} times: ${why}`);
  if (answered === 0) lines.push('Nothing answered. Look at the service (status, events) or at the address in --url.');
  return `${lines.join('\n')}\n`;
}

/** @param {ReturnType<typeof summaryOf>} summary */
function cost({ cpuMsPerAnswer, wholeCpuMsPerAnswer }) {
  const whole = wholeCpuMsPerAnswer === undefined ? '' : `, ${wholeCpuMsPerAnswer} ms with HTTP and idle`;
  return `CPU per answer ${cpuMsPerAnswer} ms in the worker${whole}`;
}

/** @param {number | undefined} value */
function rounded(value) {
  return value === undefined ? undefined : Math.round(value * 100) / 100;
}
