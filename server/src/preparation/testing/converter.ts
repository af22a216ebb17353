import type { ConverterCommand } from '../converter/converter-command.js';

/** A converter of one line of JavaScript, given `input` and `output`. */
export const converterDoing = (script: string, deadlineMs = 20_000): ConverterCommand => ({
  words: [process.execPath, '--input-type=module', '-e', `import fs from 'node:fs'; const [input, output] = process.argv.slice(1); ${script}`, '{input}', '{output}'],
  deadlineMs,
});
