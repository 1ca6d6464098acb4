import { sandboxAddress } from './connect';

/** What AWS or the way to it failed with, as a sentence for whoever typed the command; undefined where it is not foreseen. */
export function explainAws(error: unknown): string | undefined {
  const chain = causes(error);
  return SENTENCES.map((sentenceOf) => chain.map(sentenceOf).find(Boolean)).find(Boolean);
}

interface Failure {
  name: string;
  message: string;
  code?: string;
}

const SENTENCES: ((failure: Failure) => string | undefined)[] = [
  ({ message }) =>
    /Region is missing|Region not accepted/.test(message)
      ? 'No AWS region is set. Set AWS_REGION, say AWS_REGION=us-west-2, or add a region to your AWS profile.'
      : undefined,
  ({ name, message }) =>
    name === 'CredentialsProviderError' || /Could not load credentials|Unable to resolve AWS account/.test(message)
      ? 'No AWS credentials were found. Run `aws sso login` or `aws configure`, set AWS_PROFILE, or rehearse with --sandbox.'
      : undefined,
  ({ name }) =>
    /Expired/.test(name)
      ? 'The AWS credentials have expired. Get new ones, say with `aws sso login`, and try again.'
      : undefined,
  ({ code }) =>
    code === 'ECONNREFUSED'
      ? `Nothing answers at ${process.env.AWS_ENDPOINT_URL ?? sandboxAddress()}. Start the sandbox with npm start, or set SANDBOX_AWS_PORT to its port.`
      : undefined,
  ({ code }) =>
    code === 'ENOTFOUND' || code === 'ETIMEDOUT' || code === 'EAI_AGAIN'
      ? 'AWS could not be reached. Check the network and the region, then try again.'
      : undefined,
  ({ name, message }) =>
    /^AccessDenied|^UnauthorizedOperation/.test(name)
      ? `AWS refused: ${message} Ask whoever keeps the account for that permission, then try again.`
      : undefined,
];

/** The error itself and what it was caused by, down to the first. */
function causes(error: unknown): Failure[] {
  const chain: Failure[] = [];
  for (let next = error; next instanceof Error && chain.length < 8;) {
    chain.push({ name: next.name, message: next.message, code: (next as NodeJS.ErrnoException).code });
    next = next instanceof AggregateError ? (next.errors[0] as unknown) : next.cause;
  }
  return chain;
}
