import type { UnderWay } from './deployment.types';

/** What a deployment is planned from: the task definition that the service is set to, and the deployment on its way there. */
export function deploymentBasis(
  revision: string,
  version: string,
  underWay: Pick<UnderWay, 'id'> | undefined,
): { key: string; words: string } {
  const words = underWay ? `set to ${version}, whose deployment was under way` : `set to ${version}`;
  return { key: `${revision} ${underWay?.id ?? ''}`.trim(), words };
}
