import type { RegisterInstanceRequest, RegisterInstanceResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import { invalidInput } from '../servicediscovery.faults';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

/** RegisterInstance, Attributes: which of them a record of a type is made from. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  A: ['AWS_INSTANCE_IPV4', 'AWS_EC2_INSTANCE_ID', 'AWS_ALIAS_DNS_NAME'],
  AAAA: ['AWS_INSTANCE_IPV6', 'AWS_ALIAS_DNS_NAME'],
  SRV: ['AWS_INSTANCE_PORT'],
  CNAME: ['AWS_INSTANCE_CNAME'],
};

export const registerInstance = operation<ServiceDiscoveryRegion, RegisterInstanceRequest, RegisterInstanceResponse>({
  name: 'RegisterInstance',
  run({ ServiceId, InstanceId = '', Attributes = {}, CreatorRequestId }, { state }) {
    const service = state.known(ServiceId);
    for (const { Type = '' } of service.dnsConfig?.DnsRecords ?? []) {
      const needed = NEEDED[Type] ?? [];
      if (!needed.some((attribute) => Attributes[attribute] !== undefined))
        throw invalidInput(`A record of type ${Type} needs one of the attributes ${needed.join(', ')}.`);
    }
    const instance = { id: InstanceId, attributes: Attributes, creatorRequestId: CreatorRequestId };
    return { OperationId: state.registerInstance(service, instance).id };
  },
});
