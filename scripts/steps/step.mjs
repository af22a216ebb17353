/** What a step throws when a person must act: its message is a sentence, printed without a stack. */
export class StepFailed extends Error {
  /**
   * @param {string} message what to do, for a person
   * @param {string} [output] what the failing program said
   */
  constructor(message, output = '') {
    super(message);
    this.output = output;
  }
}

/** Begins a step's line; what follows on it says how the step ended. */
export const startLine = (name) => process.stdout.write(`${name.padEnd(22)} `);

/** How long a step took, for the end of its line. */
export const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * Runs one step of a set-up and gives it one line: its name, how it ended, how long it took.
 * @param {string} name
 * @param {() => Promise<string>} work answers a few words on how it ended
 */
export async function step(name, work) {
  const startedMs = Date.now();
  startLine(name);
  try {
    const outcome = await work();
    process.stdout.write(`${outcome} (${seconds(startedMs)})\n`);
  } catch (error) {
    process.stdout.write(`failed (${seconds(startedMs)})\n`);
    throw error;
  }
}

/** Shows why a step failed: the program's words first, then the sentence that says what to do. */
export function explain(error) {
  if (!(error instanceof StepFailed)) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return;
  }
  if (error.output) process.stderr.write(`${error.output.trimEnd()}\n\n`);
  process.stderr.write(`${error.message}\n`);
}
