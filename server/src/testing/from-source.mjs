/**
 * `node --import server/src/testing/from-source.mjs server/src/main.ts` runs the server from its sources, for tests that
 * need it in a process of its own: nothing has to be built, and nothing that was built before is tested by mistake.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { fileURLToPath } from 'node:url';

const SHARED = new URL('../../../shared/src/', import.meta.url);
const OPTIONS = {
  jsc: {
    target: 'es2022', keepClassNames: true, parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'es6' }, sourceMaps: 'inline',
};

if (!import.meta.url.endsWith('?hooks')) register(`${import.meta.url}?hooks`);

export function resolve(specifier, context, next) {
  if (specifier.startsWith('@parfocal/shared/')) return { url: new URL(`${specifier.slice('@parfocal/shared/'.length)}/index.ts`, SHARED).href, shortCircuit: true };
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { transformSync } = createRequire(import.meta.url)('@swc/core');
  const file = fileURLToPath(url);
  return { format: 'module', source: transformSync(readFileSync(file, 'utf8'), { ...OPTIONS, filename: file, swcrc: false }).code, shortCircuit: true };
}
