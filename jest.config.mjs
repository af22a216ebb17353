/**
 * One configuration, four projects: `shared` and `server` run as CommonJS, `client` as native ECMAScript modules (OpenLayers and Pinia
 * ship nothing else), and `house` tests the scripts and the rules of the house themselves, untransformed.
 */
const typescript = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
};
const swc = (type, jsc) => ({ jsc: { target: 'es2022', keepClassNames: true, ...jsc }, module: { type }, sourceMaps: 'inline' });
const commonjs = {
  '^.+\\.ts$': ['@swc/jest', swc('commonjs', typescript)],
  '^.+\\.m?js$': ['@swc/jest', swc('commonjs', { parser: { syntax: 'ecmascript' } })],
};
const shared = { '^@parfocal/shared/(.*)$': '<rootDir>/../shared/src/$1/index.ts' };
const dotJs = { '^(\\.{1,2}/.*)\\.js$': '$1' };

export default {
  projects: [
    { displayName: 'shared', rootDir: 'shared', testEnvironment: 'node', moduleNameMapper: dotJs, transform: commonjs, modulePathIgnorePatterns: ['<rootDir>/dist'] },
    {
      displayName: 'server', rootDir: 'server', testEnvironment: 'node', moduleNameMapper: { ...shared, ...dotJs }, transform: commonjs,
      modulePathIgnorePatterns: ['<rootDir>/dist'],
      transformIgnorePatterns: ['/node_modules/(?!(@nestjs|@tus|srvx|set-cookie-parser|content-disposition|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|load-esm)/)'],
    },
    {
      displayName: 'client', rootDir: 'client', testEnvironment: 'jsdom', modulePathIgnorePatterns: ['<rootDir>/dist'],
      moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'vue'], extensionsToTreatAsEsm: ['.ts', '.vue'],
      moduleNameMapper: { ...shared, '^@/(.*)$': '<rootDir>/src/$1', ...dotJs, '\\.css$': '<rootDir>/jest.style.mjs' },
      setupFiles: ['<rootDir>/jest.setup.mjs'], testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
      transform: { '^.+\\.vue$': ['<rootDir>/jest.vue.mjs', swc('es6', typescript)], '^.+\\.ts$': ['@swc/jest', swc('es6', typescript)] },
    },
    { displayName: 'house', rootDir: 'scripts', testEnvironment: 'node', testMatch: ['**/*.spec.mjs'], moduleFileExtensions: ['mjs', 'js', 'json'], transform: {} },
  ],
};
