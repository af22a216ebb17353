import { type Dye, DYES, isDye, type SyntheticSlide } from '../synthetic/index.js';
import { UsageError } from './usage-error.js';

export const SYNTHESIS_OPTIONS = {
  width: { type: 'string', default: '20000' },
  height: { type: 'string', default: '20000' },
  seed: { type: 'string', default: '1' },
  planes: { type: 'string', default: '1' },
  stain: { type: 'string' },
  profile: { type: 'string' },
  channels: { type: 'string' },
  bits: { type: 'string' },
  compression: { type: 'string' },
} as const;

type Typed = { readonly [Option in keyof typeof SYNTHESIS_OPTIONS]?: string };

/** @throws UsageError for what is no such word, and for words that contradict each other; what is too large, the generator says */
export function synthesisOf(typed: Typed): Omit<SyntheticSlide, 'path' | 'onProgress'> {
  const size = { widthPx: whole('--width', typed.width), heightPx: whole('--height', typed.height), seed: whole('--seed', typed.seed), planes: whole('--planes', typed.planes) };
  const [stain, profile] = [oneOf('stain', typed.stain, ['HE', 'IHC']), oneOf('colour profile', typed.profile, ['p3'])];
  const [bits, compression] = [oneOf('depth', typed.bits, ['16', '12']), oneOf('compression', typed.compression, ['deflate', 'none'])];
  if (typed.channels === undefined) {
    if (bits ?? compression) throw new UsageError(`${bits ? '--bits' : '--compression'} is for fluorescence: it needs --channels.`);
    return { ...size, ...(stain && { stain }), ...(profile && { profile }) };
  }
  if (stain ?? profile) throw new UsageError(`${stain ? '--stain' : '--profile'} is for slides in colours: it cannot go with --channels.`);
  const depth = bits && { bits: bits === '12' ? (12 as const) : (16 as const) };
  return { ...size, fluorescence: { channels: channelsOf(typed.channels), ...depth, ...(compression && { compression }) } };
}

function channelsOf(text: string): Dye[] {
  const channels = text.split(',').map((name) => {
    const dye = name.trim().toUpperCase();
    if (!isDye(dye)) throw new UsageError(`There is no channel "${name}": ${Object.keys(DYES).join(', ')}, with commas between.`);
    return dye;
  });
  const twice = channels.find((dye, i) => channels.indexOf(dye) !== i);
  if (twice) throw new UsageError(`The channel ${twice} is named twice.`);
  return channels;
}

function oneOf<Word extends string>(what: string, text: string | undefined, words: readonly Word[]): Word | undefined {
  if (text === undefined) return undefined;
  const word = words.find((known) => known === text);
  if (word === undefined) throw new UsageError(`There is no ${what} "${text}": ${words.join(' or ')}.`);
  return word;
}

function whole(option: string, text = ''): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${option} is a whole number, not "${text}".`);
  return Number(text);
}
