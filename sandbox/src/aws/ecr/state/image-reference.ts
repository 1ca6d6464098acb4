import type { ImageIdentifier } from '@aws-sdk/client-ecr';

export interface ImageReference {
  /** The registry: "docker.io" where none is named, as Docker has it. */
  host: string;
  repository: string;
  id: ImageIdentifier;
}

/** Takes `<host>/<repository>[:<tag>][@<digest>]` apart; a digest outweighs a tag, and without either it is `latest`. */
export function parseReference(reference: string): ImageReference {
  const [named = '', imageDigest] = reference.split('@');
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const path = colon < 0 ? named : named.slice(0, colon);
  const imageTag = colon < 0 ? 'latest' : named.slice(colon + 1);
  const [first = '', ...rest] = path.split('/');
  const hasHost = rest.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost');
  return {
    host: hasHost ? first : 'docker.io',
    repository: hasHost ? rest.join('/') : rest.length > 0 ? path : `library/${path}`,
    id: imageDigest === undefined ? { imageTag } : { imageDigest },
  };
}
