/** What an image is here: a file that says which process its containers run. */
export interface ImageFile {
  /** Program and arguments. "node" means the Node that runs the sandbox; relative paths are from the repository's root. */
  command: readonly string[];
  /** Environment the image brings, below what the task definition sets. */
  environment: Readonly<Record<string, string>>;
  /** What it was built for; one that says nothing runs anywhere. */
  architecture?: string;
}

/** What a task's host runs, as images call it: "arm64", "amd64". */
export type Architecture = 'amd64' | 'arm64';

export type ImagePull =
  | { ok: true; digest: string; file: ImageFile }
  /** `reason` is ECS's own text, beginning with "CannotPullContainerError: ". */
  | { ok: false; reason: string };

/** Where tasks get their images from: the region's ECR. */
export interface ImageSource {
  /**
   * Resolves an image reference as a task's pull does.
   * @param reference `<repositoryUri>:<tag>`, `<repositoryUri>@sha256:…` or `<repositoryUri>` (meaning `latest`).
   * @param architecture whose image is wanted out of an index of several; left out where only the digest is
   */
  pull(reference: string, architecture?: Architecture): ImagePull;
}
