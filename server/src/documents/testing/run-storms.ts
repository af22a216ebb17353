import { parseArgs } from 'node:util';
import { Storm } from './storm.js';

/** `npm run fuzz -- documents [--seeds 200] [--seed <the first>] [--operations 200]` */
const { values } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' }, operations: { type: 'string', default: '200' } },
});
const [seeds, first, operations] = [Number(values.seeds), Number(values.seed), Number(values.operations)];

const begun = performance.now();
const sum = { refused: 0, restarts: 0, annotations: 0, promised: 0 };
const failed: number[] = [];
for (let seed = first; seed < first + seeds; seed++) {
  try {
    const result = new Storm(seed).run(operations);
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += result[name];
  } catch (error) {
    failed.push(seed);
    process.stdout.write(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
process.stdout.write(`${JSON.stringify({ target: 'documents', seeds, operations, peers: 6, ...sum, failed, seconds: (performance.now() - begun) / 1000 })}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
