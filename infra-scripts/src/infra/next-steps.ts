import type { Account } from '../account/account';
import type { StackName } from './stack-options';

/** What a person needs next: addresses, and the line to type. */
export function nextSteps({ sandbox }: Account, name: StackName, outputs: Record<string, string>): string[] {
  // A stack that is not complete yet has nothing to offer.
  if (outputs['ServiceName'] === undefined) return [];
  return name === 'primes' ? primesSteps(sandbox, outputs) : botSteps(sandbox, outputs);
}

function primesSteps(
  sandbox: boolean,
  { LoadBalancerUrl, RepositoryUri, ServiceName }: Record<string, string>,
): string[] {
  // The name that the load balancer has there is known to nobody outside the sandbox.
  const url = sandbox ? `http://127.0.0.1:${process.env.SANDBOX_LB_PORT || '8080'}` : LoadBalancerUrl;
  return [
    `  ${url}/primes/1000   asks the service`,
    `  ${RepositoryUri}   has its images; npm run image -- push`,
    `  /ecs status ${ServiceName}   in Slack says how it is`,
  ];
}

function botSteps(sandbox: boolean, { ClusterName, ServiceName }: Record<string, string>): string[] {
  return [
    ...(sandbox ? ['  It rests with no task: the bot that npm start runs is in the chat already.'] : []),
    `  ${ClusterName}/${ServiceName}   is the service`,
    '  /ecs doctor   in Slack says whether everything is as it should be',
  ];
}
