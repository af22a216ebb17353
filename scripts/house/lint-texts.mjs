/** Reads `[{ file, text }, …]` from standard input, lints each text as if it stood in its file, and prints the names of the rules it breaks, in order. */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import { root } from '../steps/root.mjs';

const eslint = new ESLint({ cwd: root });
const broken = [];
for (const seed of JSON.parse(await text(process.stdin))) {
  const [{ messages }] = await eslint.lintText(seed.text, { filePath: seed.file });
  broken.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(broken));
