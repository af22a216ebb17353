/** The canary of ESLint's configuration: a habit that is not enforced is a wish. */
import { runNode } from '../steps/run.mjs';

const TIMEOUT_MS = 60_000;

/** A file of the server that ESLint's TypeScript project knows (rules with types ask for one), and one of shared, one of the client. */
const SERVER = 'server/src/wire/domain-error.ts';
const SHARED = 'shared/src/geometry/index.ts';
const CLIENT = 'client/src/app/App.vue';

/** What is sown, the rules that must find it, the file it pretends to be, its text. */
const SEEDS = [
  ['sound code', [], SERVER, 'export const port = 3100;\n'],
  ['an environment variable read outside platform', ['no-restricted-properties'], SERVER, 'export const port = process.env.PORT;\n'],
  ['the same through an import', ['no-restricted-imports'], SERVER, "import { env } from 'node:process';\nexport const port = env.PORT;\n"],
  ['a promise that nobody waits for', ['@typescript-eslint/no-floating-promises'], SERVER, 'const work = async (): Promise<void> => {};\nwork();\n'],
  ['a word on the console', ['no-console'], SERVER, "console.log('here');\n"],
  ['a default export', ['no-restricted-syntax'], SHARED, 'export default 1;\n'],
  ['any', ['@typescript-eslint/no-explicit-any'], SHARED, 'export const anything = (it: any): void => void it;\n'],
  ['a long file', ['max-lines'], SHARED, 'export {};\n'.repeat(301)],
  ['a component without types', ['vue/block-lang'], CLIENT, '<script setup>\nconst title = 1;\n</script>\n\n<template>\n  <p>{{ title }}</p>\n</template>\n'],
];

describe('the habits', () => {
  let broken;
  beforeAll(async () => {
    const { output } = await runNode('scripts/house/lint-texts.mjs', [], {
      input: JSON.stringify(SEEDS.map(([, , file, text]) => ({ file, text }))),
      env: { TSESTREE_SINGLE_RUN: 'false' }, // a single run, the default under CI, would read the files from the disk
    });
    broken = JSON.parse(output);
  }, TIMEOUT_MS);

  it.each(SEEDS.map(([what, rules], index) => [what, rules, index]))('%s breaks %j', (_what, rules, index) => {
    expect(broken[index]).toEqual(rules);
  });
});
