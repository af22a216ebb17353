/**
 * The module map of ARCHITECTURE.md, as rules: who may import whom. Change both together, in one commit.
 * `scripts/house/` proves that a violation of each kind is seen.
 */

/** Tests may reach up (a medium test boots the whole application) and may use what only they need. Doors hold for them too. */
const TESTS = ['\\.spec\\.ts$', '/testing/'];

const any = (names) => `(${names.join('|')})`;
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/* ---- order: a module imports only from lower layers --------------------------------------------------------------- */

/** Lowest first; modules of one layer are peers and do not know each other. */
const SERVER_LAYERS = [
  ['readers', 'platform'], ['wire'], ['identity'], ['preparation', 'quality', 'deidentification', 'storage'], ['slides'], ['tiles', 'cases'], ['ingest', 'session'],
  ['gestures', 'documents', 'chat', 'scenes', 'signals'], ['annotations', 'voice'],
  ['demonstration'], ['app'], ['commands'], // they put the modules together
];
const CLIENT_LAYERS = [['lib'], ['ui', 'api', 'wire', 'viewer', 'i18n'], ['features'], ['pages'], ['app']];
const SHARED_LAYERS = [['geometry'], ['protocol', 'annotation'], ['api']];

/** One rule a module: what it may not import, which is its peers, all above it, and the file that starts the application. */
const order = (project, layers) =>
  layers.flatMap((peers, layer) => peers.map((module) => {
    const forbidden = layers.slice(layer).flat().filter((other) => other !== module);
    const outside = forbidden.length > 0 ? [`^${project}/src/${any(forbidden)}/`] : [];
    return rule(
      `${project}-order-${module}`,
      `"${module}" knows only the layers below it: ${layers.slice(0, layer).flat().join(', ') || 'none'}. What two modules share belongs into a lower one; ` +
        'what one must tell a higher one, it tells through an event or an interface that it owns itself.',
      { path: `^${project}/src/${module}/`, pathNot: TESTS },
      { path: [...outside, `^${project}/src/[^/]+\\.ts$`] },
    );
  }));

const onTheMap = (project, modules) => rule(
  `${project}-module-not-on-the-map`,
  'This folder has no place in the order yet: give it one here and in ARCHITECTURE.md.',
  { path: `^${project}/src/(?!${any([...modules, 'testing'])}/)[^/]+/` },
  {},
);

/* ---- doors: modules meet only at their index.ts ------------------------------------------------------------------ */

const DOOR = 'Modules meet only at their index.ts. Import from the module itself; if it does not show what you need, ask whether it should.';

/** From another module of the same project; `$1` is the importer's own module. Files of a `testing` folder are for every test. */
const doorBetween = (project, modules) => rule(
  `${project}-front-door`, DOOR,
  { path: `^${project}/src/${modules}/` },
  { path: `^${project}/src/${modules}/.+`, pathNot: [`^${project}/src/$1/`, `^${project}/src/${modules}/index\\.ts$`, '/testing/'] },
);

/** From everywhere else, such as the files at the root of a project or another project. */
const doorFromOutside = (project, modules) => rule(
  `${project}-front-door-from-outside`, DOOR,
  { pathNot: [`^${project}/src/${modules}/`] },
  { path: `^${project}/src/${modules}/.+`, pathNot: [`^${project}/src/${modules}/index\\.ts$`, '/testing/'] },
);

/** The client's other folders (lib, i18n, pages, app) are shelves, not modules: each file there is its own door. */
const CLIENT_DOORS = '(viewer|wire|api|ui|features/[^/]+)';

/* ---- packages: each has one owner --------------------------------------------------------------------------------- */

const OWNERS = [
  { packages: 'ol', owner: 'client/src/viewer', why: 'Everyone else speaks level-0 pixels to the viewer, so the renderer can change behind it.' },
  { packages: 'reka-ui', owner: 'client/src/ui', why: 'Screens are made of our own primitives, so that they look and behave alike.' },
  { packages: '(socket\\.io-client|y-websocket)', owner: 'client/src/wire', why: 'Connections, reconnections and their state live in one place.' },
  { packages: 'mediasoup', owner: 'server/src/voice', why: 'The rest survives without voice, and does not load its native worker.' },
  { packages: 'mediasoup-client', owner: 'client/src/features/voice', why: 'A session opens without loading WebRTC.' },
  { packages: '(koffi|@cornerstonejs/.+)', owner: 'server/src/readers', why: 'Native and foreign code that decodes slides stays behind the readers.' },
  { packages: '@aws-sdk/.+', owner: 'server/src/storage', why: 'Where bytes lie is known to the storage alone.' },
  { packages: '@tus/.+', owner: 'server/src/ingest', why: 'One way for files to come in.' },
  { packages: 'yauzl', owner: 'server/src/preparation', why: 'Archives are unpacked in one place, with its limits.' },
  { packages: 'tus-js-client', owner: 'client/src/api', why: 'Uploads live in one place.' },
  { packages: 'sharp', owner: 'server/src/(readers|preparation|quality|deidentification|synthetic|slides|tiles)', why: 'Pixels are decoded beside the slides and nowhere else.' },
];

const owned = ({ packages, owner, why }) => rule(
  `${packages.replace(/\W+/g, '-').replace(/^-|-$/g, '')}-has-one-owner`, `Only ${owner} imports it. ${why}`,
  { pathNot: [`^${owner}/`, ...TESTS] },
  { path: `^node_modules/${packages}/` },
);

/* ---- the rules ---------------------------------------------------------------------------------------------------- */

const belowSlides = SERVER_LAYERS.slice(0, 4).flat();

module.exports = {
  forbidden: [
    rule('no-cycles', 'Files that need each other are one file, or lack a third.', {}, { circular: true }),
    rule('tests-stay-out-of-the-product', 'What only tests need is not shipped.', { path: '^[^/]+/src/', pathNot: TESTS }, { path: TESTS }),
    rule('no-unresolved', 'An import that leads nowhere is seen by no other rule either.', {}, { couldNotResolve: true }),

    ...order('server', SERVER_LAYERS),
    ...order('client', CLIENT_LAYERS),
    ...order('shared', SHARED_LAYERS),
    onTheMap('server', [...SERVER_LAYERS.flat(), 'synthetic']),
    onTheMap('client', CLIENT_LAYERS.flat()),
    onTheMap('shared', SHARED_LAYERS.flat()),

    rule('synthetic-stands-apart', 'The generator makes a file that any reader opens; of the application it knows only the readers and the platform.',
      { path: '^server/src/synthetic/', pathNot: TESTS }, { path: '^server/src/', pathNot: '^server/src/(synthetic|readers|platform)/' }),
    rule('foundations-know-no-synthetic-slides', 'A made-up slide is made from above: by slides, the demonstration or a command.',
      { path: `^server/src/${any(belowSlides)}/`, pathNot: TESTS }, { path: '^server/src/synthetic/' }),
    rule('features-meet-in-the-session', 'A feature knows the session and no other feature. What belongs to two of them, the page puts together.',
      { path: '^client/src/features/([^/]+)/', pathNot: TESTS }, { path: '^client/src/features/', pathNot: '^client/src/features/($1|session)/' }),

    doorBetween('server', '([^/]+)'), doorFromOutside('server', '[^/]+'),
    doorBetween('client', CLIENT_DOORS), doorFromOutside('client', CLIENT_DOORS),
    doorBetween('shared', '([^/]+)'), doorFromOutside('shared', '[^/]+'),

    ...OWNERS.map(owned),
    rule('yjs-on-the-server-only-in-documents', 'Only documents touches a live document; it vets every change.',
      { path: '^server/src/', pathNot: ['^server/src/documents/', ...TESTS] }, { path: '^node_modules/(yjs|y-protocols)/' }),
    rule('yjs-in-shared-only-in-annotation', 'The schema of a document has one home.',
      { path: '^shared/src/', pathNot: ['^shared/src/annotation/', ...TESTS] }, { path: '^node_modules/(yjs|y-protocols|lib0)/' }),

    rule('shared-is-pure', 'Both sides load it: contracts and arithmetic, on zod and Yjs alone.',
      { path: '^shared/src/', pathNot: TESTS }, { path: '.', pathNot: ['^shared/src/', '^node_modules/(zod|yjs|lib0)/'] }),
    rule('server-knows-no-client', 'They meet in shared.', { path: '^server/src/' }, { path: '^(client/|node_modules/(vue|pinia|ol|vue-router)/)' }),
    rule('client-knows-no-server', 'They meet in shared.',
      { path: '^client/src/', pathNot: TESTS }, { path: '^(server/|node_modules/(@nestjs|typeorm|fastify|socket\\.io|mediasoup)/)' }),
    rule('client-runs-in-a-browser', 'Node\'s own modules do not exist there.', { path: '^client/src/', pathNot: TESTS }, { dependencyTypes: ['core'] }),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '(^|/)dist/'] },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true, // an import of types alone is an import too
    tsConfig: { fileName: 'tools/module-map/tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'module', 'browser', 'types', 'default', 'require', 'node'], extensions: ['.ts', '.js', '.mjs', '.vue', '.json', '.css'] },
  },
};
