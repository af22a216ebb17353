/** A program of the administrator's that turns one file into something the readers open. Run without a shell. */
export interface ConverterCommand {
  /** The program and its arguments; `{input}` and `{output}` stand for the file to read, and the file or folder to write. */
  readonly words: readonly string[];
  /** Past it the program is killed. */
  readonly deadlineMs: number;
}
