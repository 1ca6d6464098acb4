// `npm run clean-discovery`: removes what a deleted ECS service left in Cloud Map. --help says more.
import { ECSClient } from '@aws-sdk/client-ecs';
import { ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { clientOptions } from './account/connect';
import { explainAws } from './account/failures';
import { CloudMap } from './clean-discovery/cloud-map';
import { readEcsUse } from './clean-discovery/ecs-use';
import { judge, type Judgement } from './clean-discovery/judge';
import { type CleanOptions, parseCleanOptions } from './clean-discovery/options';
import { remove } from './clean-discovery/removal';
import { reportText } from './clean-discovery/report';
import { confirm } from './terminal/ask';
import { runScript } from './terminal/failure';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const options = parseCleanOptions(process.argv.slice(2));
  if ('help' in options) {
    process.stdout.write(options.help);
    return 0;
  }
  // Whoever cleans up has no use for the SDK's plans about Node 20.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const client = clientOptions(options);
  const map = new CloudMap(new ServiceDiscoveryClient(client));
  const look = () => survey(map, new ECSClient(client), options);
  const found = await look();
  process.stdout.write(reportText(found));
  if (found.leftovers.length === 0) {
    say('Nothing was left behind: there is nothing to clean.');
    return 0;
  }
  if (options.dryRun) {
    say('Nothing was changed: this was a dry run.');
    return 0;
  }
  if (!(await confirm('Remove these leftovers, with their instances?', options))) {
    say('Nothing was changed.');
    return 1;
  }
  return clean(found, await look(), map);
}

async function survey(map: CloudMap, ecs: ECSClient, options: CleanOptions): Promise<Judgement> {
  const namespaces = await map.namespaces();
  return judge({ namespaces, ecs: await readEcsUse(ecs, namespaces) }, options);
}

/** Removes what was agreed to and is still a leftover: somebody may have taken a while to answer. */
async function clean(agreed: Judgement, now: Judgement, map: CloudMap): Promise<number> {
  const ids = new Set(agreed.leftovers.map(({ id }) => id));
  await remove(
    now.leftovers.filter(({ id }) => ids.has(id)),
    map,
    say,
  );
  const spared = now.kept.filter(({ id }) => ids.has(id));
  for (const { kind, name, why } of spared) say(`Kept the ${kind} ${name} after all: ${why}.`);
  return spared.length === 0 ? 0 : 1;
}

void runScript(main, explainAws);
