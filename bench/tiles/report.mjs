import { round } from '../measuring/pace.mjs';

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
/** Of each figure the median over the rounds; nothing where nothing was measured. */
export const middle = (rounds) => (rounds.length > 0 ? Object.fromEntries(Object.keys(rounds[0]).map((key) => [key, median(rounds.map((one) => one[key]))])) : undefined);

const NAME_WIDTH = 62;
const line = (name, ...cells) => console.log([name.padEnd(NAME_WIDTH), ...cells.map((cell) => String(cell).padStart(11))].join(''));
const shown = (value, digits) => (value === undefined ? '' : round(value, digits));

/** A row of the table, and none where nothing was measured. */
function row(name, measured) {
  if (!measured) return line(name, 'not here');
  const { perSecond, p50Ms, p95Ms, p99Ms, cpuUs, peakMb } = measured;
  line(name, round(perSecond, 0), shown(p50Ms, 2), shown(p95Ms, 2), shown(p99Ms, 2), shown(cpuUs, 1), shown(peakMb, 0));
}

const goal = (text, value, isMet) => console.log(`  ${text}: ${value === undefined ? 'not measured' : `${value} ${isMet ? '— met' : '— MISSED'}`}`);

/** Prints the table, whether the goals are met, and the figures as one line of JSON. */
export function report({ heading, rows, ratios, figures }) {
  console.log(`${heading}\n`);
  line('', 'a second', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU µs', 'peak MB');
  for (const [name, measured] of rows) row(name, measured);
  const { ofFramework, ofBetterDecoder, coldOfOpenslide, peakMb } = ratios;
  console.log('\nGoals');
  goal('passed through, share of the framework (at least 80 %)', `${round(100 * ofFramework, 0)} %`, ofFramework >= 0.8);
  goal('passed through, times the better of iipsrv and OpenSlide (at least 5)', ofBetterDecoder && round(ofBetterDecoder), ofBetterDecoder >= 5);
  goal('decoded cold, times OpenSlide on the same tiles (at least 1)', coldOfOpenslide && round(coldOfOpenslide, 2), coldOfOpenslide >= 1);
  goal('memory under load in MB (at most 400)', round(peakMb, 0), peakMb <= 400);
  console.log(`\n${JSON.stringify(figures)}`);
}
