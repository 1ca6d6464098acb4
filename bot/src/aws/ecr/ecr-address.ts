/** Where ECR keeps a repository, and how its API names it. */
export interface EcrAddress {
  region: string;
  registryId: string;
  repositoryName: string;
}

/**
 * `<account>.dkr.ecr.<region>.amazonaws.com/<path>`, its FIPS and dual-stack forms, and those of every partition.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
const ECR_HOST =
  /^(?<registryId>\d{12})\.dkr[.-]ecr(?:-fips)?\.(?<region>[a-z]{2,}(?:-[a-z0-9]+)+)\.(?:amazonaws\.(?:com\.cn|[a-z]{2,3})|on\.aws|on\.amazonwebservices\.(?:com\.cn|[a-z]{2,3})|c2s\.ic\.gov|sc2s\.sgov\.gov|csp\.hci\.ic\.gov|cloud\.adc-e\.uk)\/(?<repositoryName>.+)$/;

const ECR_PUBLIC = /^(?:public\.ecr\.aws|ecr-public\.aws\.com)\//;

/**
 * Of a repository as an image names it; undefined when it is in no private ECR registry.
 * @param repository registry and path, without tag or digest
 */
export function ecrAddress(repository: string): EcrAddress | undefined {
  const { region, registryId, repositoryName } = ECR_HOST.exec(repository)?.groups ?? {};
  return region && registryId && repositoryName ? { region, registryId, repositoryName } : undefined;
}

/** Why a repository that has no such address cannot be read. */
export function whyNoAddress(repository: string): string {
  return ECR_PUBLIC.test(repository)
    ? 'It is in ECR Public, which I have no way to read.'
    : 'It is no ECR repository, and other registries I cannot read.';
}
