import { type MigrationInterface, type QueryRunner, TableColumn, type TableColumnOptions } from 'typeorm';
import { epoch, flag, id, optional, text } from './columns.js';

/** Slides that came in before have no origin, and quality control never saw them. */
const COLUMNS: readonly TableColumnOptions[] = [
  { ...text('origin'), default: "'{}'" },
  { ...text('associated'), default: "'[]'" },
  optional(text('quality')),
  { ...flag('isDeidentified'), default: 'false' },
  { ...epoch('checkedAt'), default: '0' },
  optional(epoch('deletedAt')),
  optional(id('deletedBy')),
];

export class SlideQuality1763000005000 implements MigrationInterface {
  name = 'SlideQuality1763000005000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.addColumn('slide', new TableColumn(column));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of COLUMNS) await runner.dropColumn('slide', name);
  }
}
