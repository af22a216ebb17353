import { type CaseSummary } from '@parfocal/shared/api';

export const CASE_GROUPS = ['mine', 'live', 'asked', 'referred'] as const;
export type CaseGroup = (typeof CASE_GROUPS)[number];

export const isLive = ({ session }: CaseSummary): boolean => session !== null && session.people > 0;

const IN_GROUP: Record<CaseGroup, (one: CaseSummary) => boolean> = {
  mine: () => true,
  live: isLive,
  asked: ({ role }) => role === 'expert',
  referred: ({ role }) => role === 'referrer',
};

export const inGroup = (cases: readonly CaseSummary[], group: CaseGroup): CaseSummary[] => cases.filter(IN_GROUP[group]);

/** What should I look at next? Where people are reading now, then the newest. */
export const inOrder = (cases: readonly CaseSummary[]): CaseSummary[] =>
  [...cases].sort((a, b) => Number(isLive(b)) - Number(isLive(a)) || b.createdAt - a.createdAt);

/** Cases in which every word of `text` stands somewhere: number, title, question, slides or people. */
export function matching(cases: readonly CaseSummary[], text: string): CaseSummary[] {
  const words = fold(text).split(/\s+/).filter((word) => word !== '');
  return cases.filter((one) => {
    const all = fold(textOf(one));
    return words.every((word) => all.includes(word));
  });
}

const textOf = ({ accession, title, question, slides, members }: CaseSummary): string =>
  [accession, title, question, ...slides.map(({ name }) => name), ...members.map(({ person }) => person.displayName)].join('\n');

/** Full-width letters and accents as people type them: Ｃ-2026 finds C-2026, Ludvik finds Ludvík. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase();
