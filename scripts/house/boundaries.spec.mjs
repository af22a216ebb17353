/** The canary of the module map: rules that see nothing would pass every build, so each kind of violation is sown here and must be found. */
import { violationsWith } from './seeded-tree.mjs';

const TIMEOUT_MS = 60_000;

/** What is sown, the rule that must find it, and the line that sows it, by file. */
const SEEDS = [
  ['a way past a door', 'server-front-door', 'server/src/session/past-the-door.ts', "import '../platform/config.js';"],
  ['a way past a door from the root', 'server-front-door-from-outside', 'server/src/root.ts', "import './platform/config.js';"],
  ['a way past a door of shared', 'shared-front-door-from-outside', 'server/src/session/past-shared.ts', "import '../../../shared/src/geometry/point.js';"],
  ['a way past a door through the alias', 'client-front-door-from-outside', 'client/src/pages/past-the-viewer.ts', "import '@/viewer/draw';"],
  ['a module that knows a higher one', 'server-order-session', 'server/src/session/upwards.ts', "import '../voice/index.js';"],
  ['a module that knows only a type of a higher one', 'server-order-session', 'server/src/session/upwards-type.ts', "import type { session } from '../voice/index.js';\nexport type A = typeof session;"],
  ['a library that knows a screen', 'client-order-lib', 'client/src/lib/upwards.ts', "import '@/features/session';"],
  ['a module that knows a peer', 'server-order-tiles', 'server/src/tiles/sideways.ts', "import '../cases/index.js';"],
  ['a folder without a place on the map', 'server-module-not-on-the-map', 'server/src/billing/index.ts', "import '../platform/index.js';"],
  ['a feature that knows another', 'features-meet-in-the-session', 'client/src/features/slides/index.ts', "import '../cases';"],
  ['OpenLayers outside the viewer', 'ol-has-one-owner', 'client/src/features/cases/map.ts', "import { Map } from 'ol';\nexport const map = Map;"],
  ['OpenLayers in a component', 'ol-has-one-owner', 'client/src/pages/MapPage.vue', "<script setup lang=\"ts\">\nimport { Map } from 'ol';\nconst map = Map;\n</script>\n<template><p>{{ map }}</p></template>"],
  ['a client that knows the server', 'client-knows-no-server', 'client/src/lib/server.ts', "import '../../../server/src/platform/index.js';"],
  ['a contract that runs on Node alone', 'shared-is-pure', 'shared/src/geometry/disk.ts', "import 'node:fs';"],
  ['a test part in the product', 'tests-stay-out-of-the-product', 'server/src/session/shipped.ts', "import '../testing/part.js';"],
  ['a cycle', 'no-cycles', 'server/src/voice/one.ts', "import './two.js';"],
  ['an import that leads nowhere', 'no-unresolved', 'server/src/voice/nowhere.ts', "import './missing.js';"],
];

/** What some seeds need to lead somewhere; sound by themselves. */
const GROUND = {
  'server/src/cases/index.ts': 'export const cases = {};',
  'server/src/testing/part.ts': 'export const part = {};',
  'server/src/voice/two.ts': "import './one.js';",
};

describe('the module map', () => {
  let found;
  beforeAll(async () => {
    found = await violationsWith({ ...GROUND, ...Object.fromEntries(SEEDS.map(([, , file, text]) => [file, text])) });
  }, TIMEOUT_MS);

  it('finds nothing in a sound house', async () => {
    await expect(violationsWith({})).resolves.toEqual([]);
  }, TIMEOUT_MS);

  it.each(SEEDS)('finds %s', (_what, rule, file) => {
    expect(found).toContainEqual({ from: file, rule });
  });
});
