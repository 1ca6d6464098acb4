/** What stops a script. Its message is for whoever typed the command: what happened, why, what to do next. */
export class Refusal extends Error {
  /** @param exitCode 2 where the words could not be understood, 1 for everything else */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

/**
 * Runs a script to its exit code; a Refusal is said as a sentence, anything else with its stack.
 * @param explain turns a foreseen error of a library into a Refusal's sentence; undefined where it is not foreseen
 */
export async function runScript(
  main: () => Promise<number>,
  explain: (error: unknown) => string | undefined = () => undefined,
): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const sentence = error instanceof Refusal ? error.message : explain(error);
    process.stderr.write(`${sentence ?? String((error as Error).stack)}\n`);
    process.exitCode = error instanceof Refusal ? error.exitCode : 1;
  }
}
