import { waitFor } from './wait-for';

export interface TrafficReport {
  sent: number;
  /** A sentence for each request that was not answered with 200. */
  failed: string[];
  /** The versions that answered, in the order of the requests. */
  versions: string[];
}

/** Requests at an even rate, as a client of the service sees a roll-out. */
export class SteadyTraffic {
  private readonly answers: Promise<string>[] = [];
  private readonly failed: string[] = [];
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly url: string,
    perSecond: number,
  ) {
    this.timer = setInterval(() => this.answers.push(this.request()), 1000 / perSecond);
  }

  /** @param url an address that answers `{"version": …}` */
  static start(url: string, perSecond: number): SteadyTraffic {
    return new SteadyTraffic(url, perSecond);
  }

  /** Resolves once so many requests were sent. */
  async until(sent: number): Promise<void> {
    await waitFor(`${sent} requests to be sent`, async () => (this.answers.length >= sent ? true : undefined));
  }

  /** Sends no more, waits for what is under way, and reports. */
  async stop(): Promise<TrafficReport> {
    clearInterval(this.timer);
    const versions = (await Promise.all(this.answers)).filter(Boolean);
    return { sent: this.answers.length, failed: this.failed, versions };
  }

  private async request(): Promise<string> {
    try {
      const response = await fetch(this.url);
      if (response.ok) return ((await response.json()) as { version: string }).version;
      this.failed.push(`answered ${response.status}`);
    } catch (error) {
      this.failed.push(String((error as Error).cause ?? error));
    }
    return '';
  }
}
