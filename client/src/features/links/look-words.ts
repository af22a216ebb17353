import type { ChannelAppearance, SlideAppearance } from '@/viewer';

/** What a link says of a slide's looks: only what is otherwise than the slide is first shown. Not brought into bounds yet. */
export type LookChange = Partial<Omit<SlideAppearance, 'channels'>> & { readonly channels?: ReadonlyMap<number, ChannelAppearance> };

const NUMBERS = [['b', 'brightness'], ['c', 'contrast'], ['g', 'gamma'], ['s', 'saturation']] as const;

/** More channels than any scanner stores, and an end for whoever writes links by hand. */
const MOST_CHANNELS = 64;

const short = (value: number): string => String(Math.round(value * 1000) / 1000);
const hexOf = (colour: readonly number[]): string => colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');

/** `b0.1_c1.5_wf0ebee_i1_f1`: a letter and its value each; empty where nothing differs. No letter of it needs escaping in an address. */
export function lookWords(now: SlideAppearance, first: SlideAppearance): string {
  const words = NUMBERS.filter(([, name]) => now[name] !== first[name]).map(([letter, name]) => letter + short(now[name]));
  if (now.whitePoint) words.push(`w${hexOf(now.whitePoint)}`);
  if (now.isColourManaged !== first.isColourManaged) words.push(`i${Number(now.isColourManaged)}`);
  if (now.isFlipped !== first.isFlipped) words.push(`f${Number(now.isFlipped)}`);
  if (now.z !== first.z) words.push(`z${now.z}`);
  now.channels.forEach((channel, i) => {
    const before = first.channels[i];
    if (!before || !sameChannel(channel, before)) words.push(`h${i}.${Number(channel.on)}.${channel.colour.slice(1)}.${Math.round(channel.low)}.${Math.round(channel.high)}`);
  });
  return words.join('_');
}

/** What {@link lookWords} wrote; nothing where a word of it cannot be read. */
export function readLookWords(text: string): LookChange | undefined {
  const look: Record<string, unknown> = {};
  const channels = new Map<number, ChannelAppearance>();
  for (const word of text.split('_')) {
    const [letter, rest] = [word.slice(0, 1), word.slice(1)];
    const name = NUMBERS.find(([own]) => own === letter)?.[1];
    const number = /^-?\d{1,6}(\.\d{1,6})?$/.test(rest) ? Number(rest) : undefined;
    if (name && number !== undefined) look[name] = number;
    else if (letter === 'z' && number !== undefined) look.z = number;
    else if (letter === 'w' && /^[0-9a-f]{6}$/.test(rest)) look.whitePoint = [0, 2, 4].map((at) => parseInt(rest.slice(at, at + 2), 16));
    else if (letter === 'i' && (rest === '0' || rest === '1')) look.isColourManaged = rest === '1';
    else if (letter === 'f' && (rest === '0' || rest === '1')) look.isFlipped = rest === '1';
    else if (letter === 'h' && readChannel(rest, channels)) continue;
    else return undefined;
  }
  return channels.size > 0 ? { ...look, channels } : look;
}

function readChannel(text: string, into: Map<number, ChannelAppearance>): boolean {
  const parts = /^(\d{1,2})\.([01])\.([0-9a-f]{6})\.(\d{1,5})\.(\d{1,5})$/.exec(text);
  if (!parts || Number(parts[1]) >= MOST_CHANNELS) return false;
  into.set(Number(parts[1]), { on: parts[2] === '1', colour: `#${parts[3]}`, low: Number(parts[4]), high: Number(parts[5]) });
  return true;
}

/** The looks of a slide as first shown, with what a link says put in; to be brought into bounds by the viewer. */
export const changedLook = (first: SlideAppearance, { channels, ...change }: LookChange): SlideAppearance => ({
  ...first,
  ...change,
  channels: first.channels.map((channel, i) => channels?.get(i) ?? channel),
});

const sameChannel = (a: ChannelAppearance, b: ChannelAppearance): boolean => a.on === b.on && a.colour === b.colour && a.low === b.low && a.high === b.high;
