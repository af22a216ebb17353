import { createRequire } from 'node:module';
import { compileScript, compileTemplate, parse } from '@vue/compiler-sfc';

const swcJest = createRequire(import.meta.url)('@swc/jest');

/** Compiles a single-file component (script setup, TypeScript) for Jest; styles are dropped. */
export default {
  createTransformer(options) {
    const inner = swcJest.createTransformer(options);
    return {
      ...inner,
      canInstrument: false,
      process: (source, filename, transform) => inner.process(compile(source, filename), `${filename}.ts`, transform),
      getCacheKey: (source, filename, transform) => `${inner.getCacheKey(source, `${filename}.ts`, transform)}vue`,
    };
  },
};

function compile(source, filename) {
  const { descriptor, errors } = parse(source, { filename });
  if (errors.length) throw errors[0];
  if (descriptor.scriptSetup || descriptor.script) {
    const { content } = compileScript(descriptor, { id: 'jest', inlineTemplate: true, genDefaultAs: 'component' });
    return `${content}\nexport default component;`;
  }
  const { code } = compileTemplate({ source: descriptor.template.content, filename, id: 'jest' });
  return `${code}\nexport default { render };`;
}
