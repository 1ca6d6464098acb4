import type { Account } from '../account/account';
import { leftoverWords, standingThings } from '../account/leftovers';
import { runningService } from '../account/running-service';
import { standingStack } from '../account/standing-stack';
import type { StackKind } from '../stacks/stack-kinds';
import { nextSteps } from './next-steps';
import { isDatabaseAlone, ownDatabase } from './own-database';
import { imageWord } from './plan';

/** What stands and what runs, as lines to read. @returns whether the stack is there */
export async function status(account: Account, kind: StackKind, say: (line: string) => void): Promise<boolean> {
  const stack = await standingStack(account.cloudformation, kind.name);
  if (!stack) {
    const left = leftoverWords(kind, await standingThings(account, kind));
    const rest = left.length > 0 ? ` Left from before: ${left.join(', ')}.` : '';
    say(
      `${kind.name}: not there (account ${account.id}, region ${account.region}).${rest} npm run infra -- up ${kind.name} makes it.`,
    );
    return false;
  }
  const { cluster, service, ...rest } = { ...kind.names, ...stack };
  const changed = stack.changedAt ? `, last changed ${stack.changedAt.toISOString()}` : '';
  say(`${kind.name}: ${rest.status}${changed} (account ${account.id}, region ${account.region})`);
  if (stack.reason) say(`  ${stack.reason}`);
  const database = ownDatabase(stack);
  if (isDatabaseAlone(stack)) {
    say(`  Only its database ${database} stands: down left it. npm run infra -- up ${kind.name} goes on with it.`);
    return true;
  }
  if (database !== undefined) say(`  It remembers in the database ${database} of the stack.`);
  const running = await runningService(account.ecs, cluster, service, kind.container);
  if (!running)
    say(`  ${cluster}/${service} is not there: the stack is not complete. npm run infra -- up ${kind.name} goes on.`);
  else {
    const image = imageWord(running.image, stack.outputs['RepositoryUri']);
    const pending = running.pending > 0 ? `, ${running.pending} pending` : '';
    say(
      `  ${cluster}/${service} runs ${image} (${running.taskDefinition}): ${running.running} of ${running.desired} tasks${pending}, ${running.rollout}`,
    );
    const { image: templated = kind.defaults.image } = stack.memory.options;
    if (image !== templated)
      say(`  The template says ${templated as string}: somebody deployed ${image} since. up keeps it.`);
  }
  for (const line of nextSteps(account, kind.name, stack.outputs)) say(line);
  return true;
}
