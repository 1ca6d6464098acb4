// How many tasks of the service run, as ECS says.
import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 2_000;

export class RunningTasks {
  /** @type {number | undefined} */
  now;
  /** @type {number | undefined} */
  first;
  /** @type {number | undefined} */
  most;
  #target;
  #ending = new AbortController();

  /** @param {{ cluster: string, service: string }} target */
  constructor(target) {
    this.#target = target;
  }

  /**
   * Looks every two seconds until `stop`. Ends at once without credentials, which are optional. Never rejects.
   * @param {(sentence: string) => void} say told why the number is missing or old
   */
  async watch(say) {
    const describe = await this.#door().catch((error) => say(`The running tasks are left out: ${error.message}`));
    if (!describe) return;
    for (;;) {
      try {
        this.#saw(await describe());
      } catch (error) {
        if (this.#ending.signal.aborted) return;
        const what =
          this.now === undefined ? 'The number of running tasks is unknown' : 'The number of running tasks is old';
        say(`${what}, because ECS answered: ${/** @type {Error} */ (error).message}`);
      }
      const next = delay(EVERY_MS, true, { signal: this.#ending.signal, ref: false });
      if (!(await next.catch(() => false))) return;
    }
  }

  stop() {
    this.#ending.abort();
  }

  /** @returns {Promise<(() => Promise<import('@aws-sdk/client-ecs').DescribeServicesCommandOutput>) | undefined>} */
  async #door() {
    // Whoever puts load on a service has no use for the SDK's plans about Node 20.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
    // Loaded late: the load shall begin at once, and needs no AWS.
    const { DescribeServicesCommand, ECSClient } = await import('@aws-sdk/client-ecs');
    const region = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || 'us-west-2';
    const client = new ECSClient({ region, maxAttempts: 1 });
    const known = await client.config.credentials().catch(() => undefined);
    if (!known) return undefined;
    const { cluster, service } = this.#target;
    const options = { abortSignal: this.#ending.signal };
    return () => client.send(new DescribeServicesCommand({ cluster, services: [service] }), options);
  }

  /** @param {import('@aws-sdk/client-ecs').DescribeServicesCommandOutput} seen */
  #saw({ services, failures }) {
    const running = services?.[0]?.runningCount;
    if (running === undefined) throw new Error(`no such service (${failures?.[0]?.reason ?? 'without a reason'})`);
    this.now = running;
    this.first ??= running;
    this.most = Math.max(this.most ?? 0, running);
  }
}
