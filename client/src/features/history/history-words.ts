import type { HistoryItem } from '@parfocal/shared/api';
import { t } from '@/i18n';
import { changedFields, versionOf } from './version';

/** Fields with a name in words; of the others it is enough that something changed. */
const NAMED = ['geometry', 'label', 'note', 'colour', 'classId', 'z', 'isLocked', 'text'] as const;

/** What a row is about: the annotation's name or kind, or that it is a remark. */
export function subjectWords(item: HistoryItem): string {
  if (item.subject === 'comment') return t('history.remark');
  const version = versionOf(item);
  return version ? version.label || t(`annotations.kind.${version.kind}`) : t('history.annotation');
}

/** What was done, and to which of its fields. */
export function deedWords(item: HistoryItem): string {
  if (item.subject === 'comment') {
    const { kind } = item.state;
    return t(`history.remarkVerbs.${item.verb === 'created' && (kind === 'resolve' || kind === 'reopen') ? kind : item.verb}`);
  }
  if (item.verb !== 'changed') return t(`history.verbs.${item.verb}`);
  const changed = changedFields(item);
  const fields = NAMED.filter((name) => changed.includes(name)).map((name) => t(`history.fields.${name}`));
  return fields.length > 0 ? t('history.changedFields', { fields: fields.join(t('history.and')) }) : t('history.verbs.changed');
}
