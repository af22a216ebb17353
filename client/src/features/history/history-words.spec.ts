import type { HistoryItem } from '@parfocal/shared/api';
import { t } from '@/i18n';
import { deedWords, subjectWords } from './history-words';

const item = (rest: Partial<HistoryItem>): HistoryItem => ({ place: '1.1', subject: 'comment', entry: 'e', personId: 'p', verb: 'created', since: 1, at: 1, state: { kind: 'remark' }, was: null, ...rest });

describe('history in words', () => {
  it('says of a remark that it was written, not drawn', () => {
    expect(subjectWords(item({}))).toBe(t('history.remark'));
    expect(deedWords(item({}))).toBe(t('history.remarkVerbs.created'));
    expect(deedWords(item({}))).not.toBe(deedWords(item({ subject: 'annotation' })));
  });

  it.each(['resolve', 'reopen'] as const)('says what a %s did to the thread', (kind) => {
    expect(deedWords(item({ state: { kind } }))).toBe(t(`history.remarkVerbs.${kind}`));
    expect(deedWords(item({ state: { kind }, verb: 'removed' }))).toBe(t('history.remarkVerbs.removed'));
  });
});
