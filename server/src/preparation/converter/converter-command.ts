import type { Config } from '../../platform/index.js';

/** A program of the administrator's that turns one file into something the readers open. Run without a shell. */
export interface ConverterCommand {
  /** The program and its arguments; `{input}` and `{output}` in them stand for the file to read, and the file or folder to write. */
  readonly words: readonly string[];
  /** Past it the program is killed. */
  readonly deadlineMs: number;
}

const MS_PER_MINUTE = 60_000;

/** The one that is configured, if any. */
export function converterOf({ values }: Config): ConverterCommand | undefined {
  const { SLIDE_CONVERTER: words, SLIDE_CONVERTER_MINUTES: minutes } = values;
  return words && { words, deadlineMs: minutes * MS_PER_MINUTE };
}
