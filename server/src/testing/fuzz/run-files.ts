import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.js';
import { FUZZ_TARGETS } from './targets.js';

/** `npm run fuzz -- tiff|dicom|jpeg [--executions 1000000] [--seed 1] [--keep <folder for findings>]` */
const { positionals: [name], values } = parseArgs({
  allowPositionals: true,
  options: { executions: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' }, keep: { type: 'string', default: 'fuzz-findings' } },
});
const target = FUZZ_TARGETS.find((each) => each.name === name);
if (!target) throw new Error(`npm run fuzz -- <${FUZZ_TARGETS.map((each) => each.name).join(' | ')}>`);

const begun = performance.now();
const result = await fuzz(target, Number(values.executions), Number(values.seed), (done, { endings, slowestMs, heapBytes: [, heap], findings }) => {
  process.stderr.write(`${done} executions, ${endings} endings, slowest ${slowestMs.toFixed(1)} ms, heap ${(heap / 1e6).toFixed(1)} MB, ${findings.length} findings\n`);
});
if (result.findings.length > 0) mkdirSync(values.keep, { recursive: true });
for (const [i, { what, bytes }] of result.findings.slice(0, 20).entries()) {
  writeFileSync(join(values.keep, `${target.name}-${values.seed}-${i}.bin`), bytes);
  process.stdout.write(`finding ${i}: ${what}\n`);
}
const { findings, heapBytes: [first, last], ...figures } = result;
process.stdout.write(`${JSON.stringify({ target: target.name, ...figures, findings: findings.length, heapFirstMB: first / 1e6, heapLastMB: last / 1e6, seconds: (performance.now() - begun) / 1000 })}\n`);
process.exitCode = findings.length > 0 ? 1 : 0;
