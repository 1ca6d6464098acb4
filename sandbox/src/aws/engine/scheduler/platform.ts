import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { Architecture, ImageFile } from '../images.port';

/** What a task's host runs: X86_64 unless its runtimePlatform says ARM64. */
export const architectureOf = ({ runtimePlatform }: TaskDefinition): Architecture =>
  runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'amd64';

/**
 * What becomes of a command on a host that its image was not built for: a manifest that is no index says nothing of
 * platforms, so it is pulled, and its program cannot be executed ("How do I resolve the exec format error when running a
 * task on Amazon ECS?": exit code 1).
 */
export function foreignCommand(
  command: readonly string[],
  { architecture }: ImageFile,
  host: Architecture,
): readonly string[] {
  if (architecture === undefined || architecture === host) return command;
  const program = command[0] ?? '';
  const path = program.includes('/') ? program : `/usr/local/bin/${program}`;
  return ['node', '-e', FAIL, `exec ${path}: exec format error`];
}

const FAIL = 'process.stderr.write(`${process.argv[1]}\\n`); process.exitCode = 1;';
