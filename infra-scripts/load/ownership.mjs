// Whether load may be put on an address: on this machine's, and on the own stack's, but on nobody else's by mistake.

const STACK = 'primes';
const OUTPUT = 'LoadBalancerUrl';
/** An AWS that has said nothing for so long will not say whose the address is. Milliseconds. */
const ANSWER_MS = 10_000;

/** An address that is not known to be one's own; its message is a sentence. */
export class NotYours extends Error {}

/**
 * What is known of the own stack: the address of its load balancer, or why that is not known.
 * @typedef {{ loadBalancer: string } | { why: string }} OwnStack
 */

/**
 * @param {URL} url where the load shall go
 * @param {{ owned: boolean, ask?: () => Promise<OwnStack> }} how `owned`: the person vouches for it; `ask` is asked only where it matters
 * @throws {NotYours}
 */
export async function holdToOwn(url, { owned, ask = askCloudFormation }) {
  if (owned || isThisMachine(url)) return;
  const stack = await ask();
  if ('loadBalancer' in stack && isSamePlace(url, stack.loadBalancer)) return;
  const known =
    'why' in stack ? stack.why : `The load balancer of your stack ${STACK} is ${stack.loadBalancer}, which is another.`;
  throw new NotYours(
    `${url.origin} is not known to be yours, so no load was put on it. ${known} Only where you may put load on it, add --yes-i-own-it.`,
  );
}

/** Loopback, whose requests do not leave the machine (RFC 1122, 3.2.1.3; RFC 6761, 6.3). @param {URL} url */
function isThisMachine({ hostname }) {
  return /^127(\.\d+){3}$/.test(hostname) || hostname === '[::1]' || /^(.+\.)?localhost$/.test(hostname);
}

/** @param {URL} url @param {string} other */
function isSamePlace(url, other) {
  // Parsing lowers the case of a name and drops a port that is the protocol's own.
  return URL.canParse(other) && new URL(other).host === url.host;
}

/** What CloudFormation says in the account and region that the AWS CLI would use. @returns {Promise<OwnStack>} */
async function askCloudFormation() {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    // Loaded late: load on this machine needs no AWS.
    const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
    const client = new CloudFormationClient({ maxAttempts: 2 });
    const asked = new DescribeStacksCommand({ StackName: STACK });
    const { Stacks } = await client.send(asked, { abortSignal: AbortSignal.timeout(ANSWER_MS) });
    const loadBalancer = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === OUTPUT)?.OutputValue;
    return loadBalancer ? { loadBalancer } : { why: `Your stack ${STACK} names no load balancer.` };
  } catch (error) {
    const because = /** @type {Error} */ (error).message.replace(/\.?$/, '.');
    return { why: `AWS could not say what your stack ${STACK} is: ${because}` };
  }
}
