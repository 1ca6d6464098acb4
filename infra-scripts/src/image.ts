// `npm run image -- push`: builds an image and pushes it. --help says more.
import { join } from 'node:path';
import { ECRClient } from '@aws-sdk/client-ecr';
import { clientOptions } from './account/connect';
import { explainAws } from './account/failures';
import { APPS } from './image/apps';
import { commandsIn, type Run } from './image/command';
import { whyNoDocker } from './image/docker';
import { ecrRepository } from './image/ecr-repository';
import { NamedRepository } from './image/named-repository';
import { parsePushOptions, type PushOptions } from './image/options';
import { planOf, planText } from './image/plan';
import { pushedText, pushImage } from './image/push-image';
import type { Repository } from './image/repository';
import { sourceOf } from './image/source';
import { confirm } from './terminal/ask';
import { Refusal, runScript } from './terminal/failure';

const root = join(__dirname, '..', '..');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const options = parsePushOptions(process.argv.slice(2));
  if ('help' in options) {
    process.stdout.write(options.help);
    return 0;
  }
  const run = commandsIn(root);
  const noDocker = await whyNoDocker(run);
  if (noDocker && !options.dryRun) throw new Refusal(noDocker);
  const repository = await repositoryOf(options, run);
  const plan = await planOf(options, await sourceOf(root, APPS[options.app].folder, run), repository);
  say(planText(plan));
  if (options.dryRun) {
    if (noDocker) say(noDocker);
    say('Nothing was built and nothing pushed: this was a dry run.');
    return 0;
  }
  if (!(await confirm('Build and push this?', options))) {
    say('Nothing was built and nothing pushed.');
    return 1;
  }
  const pushed = await pushImage(plan, repository, { run, say });
  process.stdout.write(pushedText(options, pushed));
  return 0;
}

async function repositoryOf({ registry, app, sandbox }: PushOptions, run: Run): Promise<Repository> {
  if (registry !== undefined) return new NamedRepository(registry, run);
  // Whoever pushes an image has no use for the SDK's plans about Node 20.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return ecrRepository(new ECRClient(clientOptions({ sandbox })), APPS[app]);
}

void runScript(main, explainAws);
