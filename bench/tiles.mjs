/**
 * Tiles over HTTP, with a real login and the right to see the slide: passed through, decoded for the first time, and decoded before.
 * Beside them, turn by turn in the same run on the same machine: the same framework (NestJS on Fastify, no guard, no right, no file)
 * answering a fixed buffer of 15 kB; Debian's IIPImage server; and OpenSlide's deep zoom generator. The last two are installed where
 * this process may, and left out where they cannot be.
 *
 * npm run bench -- tiles [--side 16384] [--decoded 8192] [--rounds 3] [--seconds 3] [--client wrk|sockets]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { round } from './measuring/pace.mjs';
import { Subject } from './measuring/subject.mjs';
import { startIipsrv } from './tiles/iipsrv.mjs';
import { CONNECTIONS, chooseLoad } from './tiles/load.mjs';
import { referencesAtHand } from './tiles/reference-packages.mjs';
import { middle, report } from './tiles/report.mjs';
import { cachedSlide, deflatedSlide } from './tiles/slide.mjs';
import { fetchOnce } from './tiles/sockets.mjs';

const option = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({ options: { side: option('16384'), decoded: option('8192'), rounds: option('3'), seconds: option('3'), client: { type: 'string' } } });
const [sidePx, rounds, seconds] = [Number(flags.side), Number(flags.rounds), Number(flags.seconds)];
const decodedPx = Math.min(Number(flags.decoded), sidePx);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tell = (text) => console.error(text);

/** The address that a server says it listens on: the references print it, the real one logs it. */
function addressOf(subject) {
  return new Promise((done, fail) => {
    subject.process.once('exit', (code) => fail(new Error(`a server ended with ${code}`)));
    subject.lines.on('line', (line) => {
      const [url] = /http:\/\/[^"\s]+:\d+/.exec(line) ?? [];
      if (url) done(new URL(url.replace('[::1]', '127.0.0.1')));
    });
  });
}

/** With what a request cost the server's processor, which is the same on a busy machine and an idle one. */
async function measured(subject, run) {
  const before = subject.cpuSeconds();
  const one = await run();
  return { ...one, cpuUs: ((subject.cpuSeconds() - before) / one.requests) * 1e6, peakMb: subject.peakRssMb() };
}

const places = (levels, pathOf) => levels.flatMap(({ columns, rows }, level) => Array.from({ length: columns * rows }, (_, i) => pathOf(level, i % columns, Math.floor(i / columns))));
const ours = ({ slideId, levels }) => places(levels, (level, column, row) => `/api/slides/${slideId}/tiles/${level}/${column}/${row}`);
const deepZoom = ({ levels }, slide) => places(levels, (level, column, row) => `/${slide}/${level}/${column}/${row}`);

const dataDir = await mkdtemp(join(tmpdir(), 'parfocal-bench-'));
const environment = { DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', VOICE_PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: '', DEMO: '0' };
const subjects = [];
const started = (...args) => {
  const subject = new Subject(...args);
  subjects.push(subject);
  return subject;
};
try {
  const jpegFile = await cachedSlide(sidePx, tell);
  const deflatedFile = await deflatedSlide(jpegFile, sidePx, decodedPx, tell);
  const hasReference = await referencesAtHand(tell);
  tell('Taking the slides in …');
  const seeded = await promisify(execFile)(process.execPath, [here('./tiles/seed.mjs'), jpegFile, deflatedFile], { env: { ...process.env, ...environment } });
  const { cookie, slides: [jpeg, deflated] } = JSON.parse(seeded.stdout.trim().split('\n').at(-1));

  const server = started(here('../server/dist/main.js'), environment);
  const framework = started(here('./tiles/framework.mjs'), {});
  const [serverUrl, frameworkUrl] = await Promise.all([addressOf(server), addressOf(framework)]);
  const openslide = hasReference.openslide ? started(here('./tiles/deep-zoom.py'), {}, [jpegFile, deflatedFile], '/usr/bin/python3') : undefined;
  const openslideUrl = openslide && (await addressOf(openslide));
  const iipsrv = hasReference.iipsrv ? await startIipsrv(jpegFile) : undefined;
  if (iipsrv) subjects.push(iipsrv);
  const load = await chooseLoad(flags.client, dataDir);

  // Each tile once: from the operating system's memory, since the file has just been copied; and afterwards they are warm.
  const first = await fetchOnce({ url: serverUrl, paths: ours(jpeg), cookie });
  const turns = { framework: [], passed: [], cold: [], warm: [], iipsrv: [], openslide: [], openslideCold: [] };
  // A part of the tiles a turn, the same for both, since each is cold only once.
  const part = (paths, turn) => paths.filter((_, i) => i % rounds === turn);
  for (let turn = 0; turn < rounds; turn++) {
    turns.cold.push(await measured(server, () => fetchOnce({ url: serverUrl, paths: part(ours(deflated), turn), cookie })));
    if (openslideUrl) turns.openslideCold.push(await measured(openslide, () => fetchOnce({ url: openslideUrl, paths: part(deepZoom(deflated, 1), turn), cookie: 'none=1' })));
  }
  for (let turn = 0; turn < rounds; turn++) {
    turns.framework.push(await measured(framework, () => load.run({ url: frameworkUrl, paths: ['/fixed'], cookie, seconds })));
    turns.passed.push(await measured(server, () => load.run({ url: serverUrl, paths: ours(jpeg), cookie, seconds })));
    turns.warm.push(await measured(server, () => load.run({ url: serverUrl, paths: ours(deflated), cookie, seconds })));
    if (iipsrv) turns.iipsrv.push(await load.run({ url: iipsrv.url, paths: iipsrv.paths(jpeg.levels), cookie: 'none=1', seconds }));
    if (openslideUrl) turns.openslide.push(await measured(openslide, () => load.run({ url: openslideUrl, paths: deepZoom(jpeg, 0), cookie: 'none=1', seconds })));
  }

  const passed = middle(turns.passed);
  const [cold, warm, fixed, iip, zoom, openslideCold] = ['cold', 'warm', 'framework', 'iipsrv', 'openslide', 'openslideCold'].map((name) => middle(turns[name]));
  const shares = turns.passed.map(({ perSecond }, turn) => ({ share: perSecond / turns.framework[turn].perSecond }));
  const betterDecoder = Math.max(iip?.perSecond ?? 0, zoom?.perSecond ?? 0);
  const ratios = {
    ofFramework: middle(shares).share,
    ofBetterDecoder: betterDecoder > 0 ? passed.perSecond / betterDecoder : undefined,
    coldOfOpenslide: openslideCold && cold.perSecond / openslideCold.perSecond,
    peakMb: server.peakRssMb(),
  };
  report({
    heading: `${sidePx} x ${sidePx} px in ${ours(jpeg).length} JPEG tiles of ${round(first.meanBytes, 0)} bytes on average; of the same pixels ${decodedPx} x ${decodedPx} px in ${ours(deflated).length} deflated tiles. ` +
      `${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s in turn, medians; load by ${load.name}, “each once” by sockets.`,
    rows: [
      ['Parfocal, passed through, random warm tiles', passed],
      ['(a) NestJS + Fastify, a fixed buffer of 15 kB', fixed],
      ['(b) nginx + iipsrv 1.1, the same slide, random warm tiles', iip],
      ['(c) OpenSlide deep zoom, the same slide, random warm tiles', zoom],
      ['Parfocal, passed through, each tile once', first],
      ['Parfocal, decoded cold: each deflated tile once', cold],
      ['(c) OpenSlide deep zoom, each deflated tile once', openslideCold],
      ['Parfocal, decoded warm: random deflated tiles', warm],
    ],
    ratios,
    figures: {
      passThroughPerSecond: round(passed.perSecond, 0), frameworkPerSecond: round(fixed.perSecond, 0), passThroughP99Ms: round(passed.p99Ms, 2), peakRssMb: round(ratios.peakMb),
      frameworkP99Ms: round(fixed.p99Ms, 2), frameworkPeakRssMb: round(fixed.peakMb), shareOfFramework: round(ratios.ofFramework, 3), passThroughCpuUs: round(passed.cpuUs), frameworkCpuUs: round(fixed.cpuUs),
      firstReadPerSecond: round(first.perSecond, 0), firstReadP99Ms: round(first.p99Ms, 2), tiles: ours(jpeg).length, meanTileBytes: round(first.meanBytes, 0), client: load.name,
      passThroughP50Ms: round(passed.p50Ms, 2), passThroughP95Ms: round(passed.p95Ms, 2),
      iipsrvPerSecond: iip && round(iip.perSecond, 0), openslidePerSecond: zoom && round(zoom.perSecond, 0), openslideColdPerSecond: openslideCold && round(openslideCold.perSecond, 0),
      decodedColdPerSecond: round(cold.perSecond, 0), decodedColdP50Ms: round(cold.p50Ms, 2), decodedColdP95Ms: round(cold.p95Ms, 2), decodedColdP99Ms: round(cold.p99Ms, 2),
      decodedWarmPerSecond: round(warm.perSecond, 0), decodedWarmP50Ms: round(warm.p50Ms, 2), decodedWarmP95Ms: round(warm.p95Ms, 2), decodedWarmP99Ms: round(warm.p99Ms, 2),
    },
  });
} finally {
  await Promise.all(subjects.map((subject) => subject.stop()));
  await rm(dataDir, { recursive: true, force: true });
}
