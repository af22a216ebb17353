/** The habits of the house inside a file. Who may import whom is in .dependency-cruiser.cjs. */
import { defineConfig, globalIgnores } from 'eslint/config';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

const TYPESCRIPT = ['**/*.ts', '**/*.vue'];
const TESTS = ['**/*.spec.ts', '**/testing/**'];

/** Configuration is read once, checked, and handed on: everything else asks platform's `Config`. */
const noEnvironment = {
  'no-restricted-properties': ['error', { object: 'process', property: 'env', message: "Ask platform's Config: it is read once and checked at boot." }],
  'no-restricted-imports': ['error', { paths: ['process', 'node:process'].map((name) => ({ name, importNames: ['env'], message: "Ask platform's Config." })) }],
};

/** Rules that hold for every line of TypeScript. */
const house = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports: one name for one thing, everywhere.' }],
  'no-empty': ['error', { allowEmptyCatch: false }],
  'eqeqeq': ['error', 'always'],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/no-extraneous-class': 'off', // a Nest module is an empty class with a decorator
};

/** Rules that need types: a promise nobody waits for is an error nobody hears of. */
const typed = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/await-thenable': 'error',
};

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', 'data/', '.nx/', 'e2e/test-results/', 'e2e/playwright-report/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  { files: TYPESCRIPT, extends: [tseslint.configs.recommended], rules: house },
  {
    files: ['server/src/**/*.ts', 'shared/src/**/*.ts'],
    languageOptions: { parserOptions: { project: ['server/tsconfig.spec.json', 'shared/tsconfig.spec.json'], tsconfigRootDir: import.meta.dirname } },
    rules: typed,
  },
  { files: ['server/src/**/*.ts'], ignores: ['server/src/platform/**', ...TESTS], rules: noEnvironment },
  { files: ['shared/src/**/*.ts', 'client/src/**/*.{ts,vue}'], rules: noEnvironment },
  {
    files: ['server/src/**/*.ts', 'client/src/**/*.{ts,vue}', 'shared/src/**/*.ts'],
    ignores: ['server/src/commands/**', 'server/src/demonstration/**'], // they talk to a terminal
    rules: { 'no-console': 'error' },
  },

  {
    files: ['client/src/**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser, sourceType: 'module' } },
    rules: {
      ...house,
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off', // UI primitives are called Button and Dialog
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/require-default-prop': 'off', // an optional prop is undefined, as its type says
      'no-undef': 'off', // TypeScript sees to it
    },
  },

  {
    files: ['**/*.mjs', '**/*.cjs'],
    rules: { 'max-lines': house['max-lines'], 'no-empty': house['no-empty'], 'eqeqeq': house.eqeqeq, 'no-unused-vars': ['error', { ignoreRestSiblings: true }], 'prefer-const': 'error' },
  },
  { files: TESTS, rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['**/*.config.ts', '**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } }, // Vite, Playwright and the shims of .vue files ask for a default export
);
