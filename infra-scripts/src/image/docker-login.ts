import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Refusal } from '../terminal/failure';
import type { Run } from './command';
import type { Login } from './repository';

/**
 * Logs Docker in for as long as `work` takes, with the password on its standard input and kept in a folder of its own,
 * which is gone afterwards. The person's own configuration is only read.
 * @param registry `host[:port]`
 * @param work is given what the environment of each Docker command needs
 * @throws Refusal where the registry does not take the password
 */
export async function loggedIn<T>(
  { registry, login, run }: { registry: string; login: Login; run: Run },
  work: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const folder = throwawayConfig(registry);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Ctrl-C must not leave a password behind.
  const stop = () => process.exit(130);
  process.once('exit', remove).once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const env = { DOCKER_CONFIG: folder, ...personsCertificates() };
    const words = ['login', '--username', login.username, '--password-stdin', registry];
    const { exitCode, lines } = await run('docker', words, { env, input: login.password });
    if (exitCode !== 0) {
      throw new Refusal(`Docker could not log in to ${registry}: ${lines.at(-1) ?? 'it does not say why'}`);
    }
    return await work(env);
  } finally {
    remove();
    process.off('exit', remove).off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** A configuration in which Docker finds the person's engine, and no password but the one that it is about to be given. */
function throwawayConfig(registry: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-chatops-docker-'));
  const contexts = join(personsConfig(), 'contexts');
  if (existsSync(contexts)) symlinkSync(contexts, join(folder, 'contexts'), 'junction');
  // Where nothing is known of any registry, `docker login` picks the keychain of the machine by itself
  // (docker/cli, LoadDefaultConfigFile); an entry without a password keeps it to this file.
  const config = { currentContext: currentContext(), auths: { [registry]: {} } };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  return folder;
}

const personsConfig = (): string => resolve(process.env.DOCKER_CONFIG || join(homedir(), '.docker'));

function currentContext(): string | undefined {
  try {
    const config = JSON.parse(readFileSync(join(personsConfig(), 'config.json'), 'utf8')) as Record<string, unknown>;
    return typeof config.currentContext === 'string' ? config.currentContext : undefined;
  } catch {
    return undefined;
  }
}

/** Certificates for an engine elsewhere stand in the configuration's folder unless another is named. */
function personsCertificates(): Record<string, string> {
  const { DOCKER_TLS_VERIFY, DOCKER_CERT_PATH } = process.env;
  return DOCKER_TLS_VERIFY && !DOCKER_CERT_PATH ? { DOCKER_CERT_PATH: personsConfig() } : {};
}
