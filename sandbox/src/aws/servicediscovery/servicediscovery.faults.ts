import { AwsFault } from '../wire/fault';

/** Cloud Map's errors, in its own words where real answers show them. */
export const namespaceNotFound = (): AwsFault => new AwsFault('NamespaceNotFound', 'Namespace not found.');

export const serviceNotFound = (): AwsFault => new AwsFault('ServiceNotFound', 'Service not found.');

export const instanceNotFound = (): AwsFault => new AwsFault('InstanceNotFound', 'Instance not found.');

export const operationNotFound = (): AwsFault => new AwsFault('OperationNotFound', 'Operation not found.');

export const resourceNotFound = (arn: string): AwsFault =>
  new AwsFault('ResourceNotFoundException', `The resource ${arn} does not exist.`);

export const namespaceExists = (NamespaceId: string, CreatorRequestId: string): AwsFault =>
  new AwsFault('NamespaceAlreadyExists', 'Namespace already exists.', undefined, { NamespaceId, CreatorRequestId });

export const serviceExists = (ServiceId: string, ServiceArn: string, CreatorRequestId: string): AwsFault =>
  new AwsFault('ServiceAlreadyExists', 'Service already exists.', undefined, {
    ServiceId,
    ServiceArn,
    CreatorRequestId,
  });

export const namespaceInUse = (): AwsFault =>
  new AwsFault('ResourceInUse', 'Namespace has associated services; delete the services before deleting the namespace');

export const serviceInUse = (): AwsFault =>
  new AwsFault(
    'ResourceInUse',
    'Service contains registered instances; delete the instances before deleting the service',
  );

export const invalidInput = (message: string): AwsFault => new AwsFault('InvalidInput', message);

/** @param rule Cloud Map's own: "Member must have value less than or equal to 100". */
export const constraint = (member: string, value: unknown, rule: string): AwsFault =>
  invalidInput(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${rule}`,
  );
