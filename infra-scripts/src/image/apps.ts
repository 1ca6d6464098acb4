/** A program of this repository whose image can be pushed. */
export interface App {
  /** Its folder, and what its Dockerfile stands in. */
  folder: string;
  /** The ECR repository that holds its images. */
  repository: string;
  /** The stack that makes the repository. */
  stack: string;
  /**
   * What to do with a pushed image, as a sentence with the line to type.
   * `reference` is what the stack calls it: a tag of its own repository, or a whole address elsewhere.
   */
  next: (image: { tag: string; reference: string }) => string;
}

/** By the name that `--app` takes. */
export const APPS = {
  'primes-api': {
    folder: 'primes-api',
    repository: 'primes-api',
    stack: 'primes',
    next: ({ tag }) => `To deploy it, type in Slack: /ecs image primes-api ${tag}`,
  },
  bot: {
    folder: 'bot',
    repository: 'ecs-chatops-bot',
    stack: 'bot',
    next: ({ reference }) => `To run it: npm run infra -- up bot --image ${reference}`,
  },
} as const satisfies Record<string, App>;

export type AppName = keyof typeof APPS;
