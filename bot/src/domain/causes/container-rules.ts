import { OTHER_PLATFORM } from './image-rules';
import type { Family } from './start-rules';

const PROGRAM = [
  /exec: "([^"]+)"|stat ([^\s:]+): no such|[Cc]ommand '?([^\s']+)'? not found|exec ([^\s:]+): |fork\/exec ([^\s:]+):/,
];
const ABOUT =
  /OCI runtime|runc|shim task|container process|executable file|exec: |exec user process|[Cc]ommand '.*not found/;

/**
 * A container that is created and cannot be started: what runc and the agent say of it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
export const CONTAINER_FAMILY: Family = {
  about: new RegExp(`CannotStart|CannotCreateContainer|${ABOUT.source}|port is already allocated`),
  rules: [
    { problem: 'platform', says: OTHER_PLATFORM },
    {
      problem: 'port-taken',
      says: /port is already allocated|address already in use|ports are not available|Bind for /i,
      names: [/:(\d+) failed|port (\d+)/],
    },
    { problem: 'runtime', says: /\bchdir\b|working directory|no matching entries in passwd|unable to find user/i },
    {
      problem: 'command-missing',
      says: /executable file not found|(?:exec|stat)\b.*no such file or directory|not found in \$PATH|command .*not found|no command specified/i,
      names: PROGRAM,
    },
    { problem: 'command-denied', says: /permission denied|is a directory/i, names: PROGRAM },
    { problem: 'runtime-timeout', says: /timed? ?out/i },
    { problem: 'runtime', says: /./ },
  ],
};

/** A container waits for another one that does not get as far as it must. */
export const DEPENDENCY_FAMILY: Family = {
  about: /depend(?:s ?on|ency|encies|ent)\b|container ordering/i,
  rules: [
    {
      problem: 'dependency',
      says: /./,
      names: [/dependency \[([\w-]+)|(?:dependency|container) ['"]?([\w-]+)['"]? (?:did not|failed|was|exited|is)/i],
    },
  ],
};

/** The runtime itself gave no answer. */
export const RUNTIME_FAMILY: Family = {
  about: /ContainerRuntime|DockerTimeout|DockerState|CannotInspectContainer|Could not transition to/,
  rules: [
    { problem: 'runtime-timeout', says: /timed? ?out/i },
    { problem: 'runtime', says: /./ },
  ],
};
