import type { Run } from './command';
import { registryOf, type Repository } from './repository';

/** A repository in any registry, by its own address; who is logged in there is Docker's business. */
export class NamedRepository implements Repository {
  readonly ifRefused: string;

  constructor(
    readonly uri: string,
    private readonly run: Run,
  ) {
    const registry = registryOf(uri);
    this.ifRefused = `Check that a registry answers at ${registry}, and that \`docker login ${registry}\` was done where it wants that.`;
  }

  async existing(tags: string[]): Promise<Map<string, string> | undefined> {
    const digests = new Map<string, string>();
    for (const tag of tags) {
      const words = ['buildx', 'imagetools', 'inspect', `${this.uri}:${tag}`, '--format', '{{json .Manifest}}'];
      const { exitCode, stdout, lines } = await this.run('docker', words);
      if (exitCode === 0) digests.set(tag, (JSON.parse(stdout) as { digest: string }).digest);
      else if (!lines.some((line) => /not found/.test(line))) return undefined;
    }
    return digests;
  }

  mayMove(): boolean {
    return true;
  }

  async login(): Promise<undefined> {
    return undefined;
  }
}
