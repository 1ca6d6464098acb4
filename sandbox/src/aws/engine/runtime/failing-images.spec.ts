import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from '../../../kernel/clock';
import { foreignCommand } from '../scheduler/platform';
import { httpProbe, type ProbeResult } from '../balancer/health-probe';
import type { ContainerExit } from '../task-runtime.port';
import { containerOf, realRuntime, start, taskOf, until } from './spec/real-tasks';

const folder = join(__dirname, '..', '..', '..', '..', 'images', 'primes-api');

/** Milliseconds: what answers may be slow on a busy machine; what does not answer is not worth waiting for. */
const PATIENT = 10_000;
const SHORT = 500;

/** The task that the world's image `tag` makes, at an address of its own. */
function taskOfImage(tag: string, address: string) {
  const { annotations } = JSON.parse(readFileSync(join(folder, `${tag}.json`), 'utf8')) as {
    annotations: Record<string, string>;
  };
  const image = JSON.parse(annotations['dev.ecs-chatops.image'] ?? '') as { command: string[]; environment: object };
  const { command, environment } = image;
  return taskOf([containerOf('app', command, { image: { command, environment: { ...environment } }, ports: [80] })], {
    address,
  });
}

describe('the images that fail on purpose', () => {
  const runtime = realRuntime();
  const probe = httpProbe(new SystemClock());
  afterAll(() => runtime.close());

  /** Starts `tag` and asks its health once its port is given and it had time to listen. */
  async function health(tag: string, address: string, listens: boolean, patienceMs: number): Promise<ProbeResult> {
    const { task } = start(runtime, taskOfImage(tag, address));
    await until(`${tag} runs`, () => (listens ? task.countedSince() : runtime.output(task.taskArn)[0]));
    const found = runtime.addressOf({ id: address, port: 80 });
    return probe(found, '/health', patienceMs, new AbortController().signal);
  }

  it('one that was built for another machine says so and exits 1', async () => {
    const foreign = taskOfImage('exec-format', '10.0.1.8');
    const { image } = foreign.containers[0]!;
    const command = foreignCommand(image.command, { ...image, architecture: 'arm64' }, 'amd64');
    const { task, exit } = start(runtime, { ...foreign, containers: [containerOf('app', [...command])] });
    expect(await exit).toEqual({ exitCode: 1 });
    expect(runtime.output(task.taskArn)).toEqual(['exec /usr/local/bin/node: exec format error']);
  });

  it('each fail in their own way', async () => {
    const crash: Promise<ContainerExit> = start(runtime, taskOfImage('crash', '10.0.1.1')).exit;
    const oom: Promise<ContainerExit> = start(runtime, taskOfImage('oom', '10.0.1.2')).exit;
    const answers = await Promise.all([
      health('unhealthy', '10.0.1.3', true, PATIENT),
      health('hang', '10.0.1.4', true, SHORT),
      health('slow-start', '10.0.1.5', true, SHORT),
      health('wrong-port', '10.0.1.6', false, PATIENT),
      health('leaky', '10.0.1.7', true, PATIENT),
    ]);
    expect(answers).toEqual([{ answered: 503 }, 'timeout', 'timeout', 'failed', { answered: 200 }]);
    expect(await crash).toEqual({ exitCode: 1 });
    expect(await oom).toMatchObject({ exitCode: 137, reason: expect.stringMatching(/^OutOfMemoryError/) });
  });

  it.each([
    ['segfault', 139, /^Loading/],
    ['heap-limit', 134, /heap out of memory/],
    ['command-not-found', 127, /gunicorn: not found/],
    ['permission-denied', 126, /Permission denied/],
    ['quits', 0, /^Nothing to do/],
    ['terminates-itself', 143, /^$/],
  ])('%s ends with %i', async (tag, exitCode, says) => {
    const { task, exit } = start(runtime, taskOfImage(tag, '10.0.2.1'));
    expect(await exit).toEqual({ exitCode });
    await until('its output', () => says.test(runtime.output(task.taskArn).join(' ')));
  });

  it.each([
    ['no-entry-point', /exec: "\/usr\/local\/bin\/docker-entrypoint.sh": stat .*: no such file or directory/],
    ['not-executable', /exec: "\/etc\/passwd": permission denied/],
  ])('%s is never started', async (tag, reason) => {
    const exit = await start(runtime, taskOfImage(tag, '10.0.2.2')).exit;
    expect(exit).toEqual({ reason: expect.stringMatching(reason) });
  });
});
