import type { Family } from './start-rules';

const SUBNET = [/\b(subnet-[0-9a-f]+)/];

/** The network interface of a task. */
export const NETWORK_FAMILY: Family = {
  about:
    /network interface|\bENIs?\b|FreeAddresses|free (?:IP )?addresses|InvalidSubnet|InvalidSecurityGroup|InvalidGroup|\bCNI\b|NetworkInterfaceLimit|setup network/i,
  rules: [
    { problem: 'addresses', says: /FreeAddresses|free (?:IP )?addresses/i, names: SUBNET },
    {
      problem: 'network-missing',
      says: /Invalid(?:Subnet|SecurityGroup|Group)\w*\.NotFound|(?:subnet|security group) .*does not exist/i,
      names: [/\b((?:subnet|sg)-[0-9a-f]+)/],
    },
    { problem: 'instance-network', says: /RESOURCE:ENI/ },
    { problem: 'network', says: /./, names: SUBNET },
  ],
};

const INSTANCE = [/container[- ]instance ([0-9a-f]{32}|[0-9a-f-]{36})/];

/**
 * Where a task could run. "Amazon ECS service event messages", and the reasons of failures that RunTask and ECS's events share.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
 */
export const PLACE_FAMILY: Family = {
  about:
    /capacity|reached the limit|container[- ]instances?|placement constraint|RESOURCE:|memberOf|distinctInstance|^(?:AGENT|ATTRIBUTE|LOCATION)\b/i,
  rules: [
    {
      problem: 'quota',
      says: /reached the limit|limit on the number of|vCPU(?:s)? (?:quota|limit)/i,
      names: [/number of (\w+)/],
    },
    { problem: 'spot-capacity', says: /spot\b.*(?:capacity|unavailable)|capacity.*\bspot\b/i },
    {
      problem: 'no-instances',
      says: /No Container Instances were found|no (?:active )?container instances/i,
      names: [/found in your (cluster|capacity provider)/],
    },
    { problem: 'instance-gpu', says: /insufficient GPU|RESOURCE:GPU/i, names: INSTANCE },
    {
      problem: 'instance-memory',
      says: /(?:insufficient|not enough|doesn't have (?:enough|sufficient)) memory|RESOURCE:MEMORY/i,
      names: INSTANCE,
    },
    {
      problem: 'instance-cpu',
      says: /(?:insufficient|not enough|doesn't have (?:enough|sufficient)) CPU|RESOURCE:CPU/i,
      names: INSTANCE,
    },
    { problem: 'instance-port', says: /already using a port|RESOURCE:PORTS?/i, names: INSTANCE },
    { problem: 'constraint', says: /placement constraint|memberOf|distinctInstance/i },
    { problem: 'instance-attribute', says: /missing an attribute|\bATTRIBUTE\b/, names: INSTANCE },
    {
      problem: 'instance-agent',
      says: /agent (?:is )?(?:not )?(?:connected|disconnected)|have the agent connected|error "?AGENT|^AGENT\b/i,
      names: INSTANCE,
    },
    {
      problem: 'capacity',
      says: /capacity (?:is|was) (?:currently )?(?:unavailable|not available)|insufficient (?:\w+ )?capacity|capacity is unavailable|no capacity/i,
    },
  ],
};
