/**
 * Tiles passed through by the built server, with a real login and the right to see the slide, beside the same framework
 * (NestJS on Fastify, no guard, no right, no file) answering a fixed buffer of 15 kB, turn by turn in the same run.
 *
 * npm run bench -- tiles [--side 16384] [--rounds 3] [--seconds 3] [--client wrk|sockets]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { Subject } from './measuring/subject.mjs';
import { CONNECTIONS, chooseLoad } from './tiles/load.mjs';
import { fetchOnce } from './tiles/sockets.mjs';
import { cachedSlide } from './tiles/slide.mjs';

const { values: flags } = parseArgs({
  options: { side: { type: 'string', default: '16384' }, rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '3' }, client: { type: 'string' } },
});
const seconds = Number(flags.seconds);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The address that a server says it listens on: the reference prints it, the real one logs it. */
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
  const round = await run();
  return { ...round, cpuUs: ((subject.cpuSeconds() - before) / round.requests) * 1e6 };
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const middle = (rounds, key) => median(rounds.map((round) => round[key]));
const round = (value, digits = 0) => Number(value.toFixed(digits));
const row = (name, ...cells) => console.log([name.padEnd(46), ...cells.map((cell) => String(cell).padStart(12))].join(''));

const dataDir = await mkdtemp(join(tmpdir(), 'parfocal-bench-'));
const environment = { DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', VOICE_PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: '', DEMO: '0' };
const subjects = [];
try {
  const file = await cachedSlide(Number(flags.side), (text) => console.error(text));
  const seeded = await promisify(execFile)(process.execPath, [here('./tiles/seed.mjs'), file], { env: { ...process.env, ...environment } });
  const { slideId, cookie, levels } = JSON.parse(seeded.stdout.trim().split('\n').at(-1));
  const paths = levels.flatMap(({ columns, rows }, level) => Array.from({ length: columns * rows }, (_, i) => `/api/slides/${slideId}/tiles/${level}/${i % columns}/${Math.floor(i / columns)}`));

  const server = new Subject(here('../server/dist/main.js'), environment);
  const framework = new Subject(here('./tiles/framework.mjs'), {});
  subjects.push(server, framework);
  const [serverUrl, frameworkUrl] = await Promise.all([addressOf(server), addressOf(framework)]);
  const load = await chooseLoad(flags.client, dataDir);

  // Each tile once: from the operating system's memory, since the file has just been copied; and afterwards they are warm.
  const first = await fetchOnce({ url: serverUrl, paths, cookie });
  const frameworkRounds = [];
  const tileRounds = [];
  for (let turn = 0; turn < Number(flags.rounds); turn++) {
    frameworkRounds.push(await measured(framework, () => load.run({ url: frameworkUrl, paths: ['/fixed'], cookie, seconds })));
    tileRounds.push(await measured(server, () => load.run({ url: serverUrl, paths, cookie, seconds })));
  }

  const result = {
    passThroughPerSecond: round(middle(tileRounds, 'perSecond')),
    frameworkPerSecond: round(middle(frameworkRounds, 'perSecond')),
    passThroughP99Ms: round(middle(tileRounds, 'p99Ms'), 2),
    peakRssMb: round(server.peakRssMb(), 1),
    frameworkP99Ms: round(middle(frameworkRounds, 'p99Ms'), 2),
    frameworkPeakRssMb: round(framework.peakRssMb(), 1),
    shareOfFramework: round(median(tileRounds.map(({ perSecond }, turn) => perSecond / frameworkRounds[turn].perSecond)), 3),
    passThroughCpuUs: round(middle(tileRounds, 'cpuUs'), 1),
    frameworkCpuUs: round(middle(frameworkRounds, 'cpuUs'), 1),
    firstReadPerSecond: round(first.perSecond),
    firstReadP99Ms: round(first.p99Ms, 2),
    tiles: paths.length,
    meanTileBytes: round(first.meanBytes),
    client: load.name,
  };
  console.log(`${paths.length} tiles of ${result.meanTileBytes} bytes on average, ${CONNECTIONS} connections, ${flags.rounds} rounds of ${seconds} s in turn, load by ${load.name}; medians.\n`);
  row('', 'a second', 'p99 ms', 'CPU µs', 'peak MB');
  row('Parfocal, random warm tiles', result.passThroughPerSecond, result.passThroughP99Ms, result.passThroughCpuUs, result.peakRssMb);
  row('NestJS + Fastify, a fixed buffer of 15 kB', result.frameworkPerSecond, result.frameworkP99Ms, result.frameworkCpuUs, result.frameworkPeakRssMb);
  row('Parfocal, each tile for the first time', result.firstReadPerSecond, result.firstReadP99Ms, '', '');
  row('share of the framework', `${round(result.shareOfFramework * 100)} %`);
  console.log(`\n${JSON.stringify(result)}`);
} finally {
  await Promise.all(subjects.map((subject) => subject.stop()));
  await rm(dataDir, { recursive: true, force: true });
}
