import { listAnnotations } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { Author } from '../../testing/author.js';
import { Desk, drawn, fields } from '../testing/vetting-desk.js';
import { StagedDocument } from './staged-document.js';

describe('what refusing costs', () => {
  it('D9: four thousand hopeless updates are never applied to anything', () => {
    const { desk, ben: author } = drawn();
    author.draw();
    const applied = jest.spyOn(StagedDocument.prototype, 'apply');
    for (let i = 0; i < 4_000; i++) expect(desk.code(author, author.draw().update)).toBe('document.gap');
    expect(applied).not.toHaveBeenCalled();
    applied.mockRestore();
  });

  it('D4: people who only look on cost no copy', () => {
    const desk = new Desk();
    const { update } = new Author().draw();
    Y.applyUpdate(desk.durable, update);
    const copies = jest.spyOn(StagedDocument.prototype, 'together');
    const viewer = new Author();
    viewer.receive(update);
    expect(desk.code(viewer, Y.encodeStateAsUpdate(viewer.document), false)).toBeUndefined();
    expect(desk.code(viewer, viewer.draw().update, false)).toBe('document.read-only');
    expect(copies).not.toHaveBeenCalled();
    copies.mockRestore();
  });

  it('D9: who fools the first look is not looked at for a minute, and costs one copy', () => {
    const { desk, ana: author, id } = drawn();
    const removal = author.sending(() => fields(author, id).delete('note'));
    const applied = jest.spyOn(StagedDocument.prototype, 'apply');
    for (let i = 0; i < 10; i++) expect(desk.code(author, removal)).toBe('document.malformed');
    expect(applied).toHaveBeenCalledTimes(1);
    desk.nowMs += 61_000;
    expect(desk.code(author, removal)).toBe('document.malformed');
    expect(applied).toHaveBeenCalledTimes(2);
    applied.mockRestore();
  });
});

describe('a tick of several people', () => {
  it('D9: what only seemed right takes nothing else with it', () => {
    const { desk, ana: author, ben: other, id } = drawn();
    const good = other.draw();
    const writerOf = ({ personId }: Author): { personId: string; mayWrite: boolean } => ({ personId, mayWrite: true });
    const removal = author.sending(() => fields(author, id).delete('note'));
    const { codes, news, claims } = desk.vetting.vet([
      { update: good.update, writer: writerOf(other) },
      { update: removal, writer: writerOf(author) },
      { update: other.change(good.annotation.id, { label: 'second' }), writer: writerOf(other) },
    ]);
    expect(codes).toEqual([undefined, 'document.malformed', undefined]);
    expect([...claims]).toEqual([[other.document.clientID, other.personId]]);
    Y.applyUpdate(desk.durable, news!);
    expect(listAnnotations(desk.durable).map(({ label }) => label).sort()).toEqual(['', 'second']);
  });

  it('D6: each sees what was accepted before it in the same tick', () => {
    const { desk, ana: author, ben: other } = drawn();
    const { annotation, update } = author.draw();
    const codes = desk.vetting.vet([
      { update, writer: { personId: author.personId, mayWrite: true } },
      { update: other.draw({ id: annotation.id }).update, writer: { personId: other.personId, mayWrite: true } },
      { update: author.remove(annotation.id), writer: { personId: author.personId, mayWrite: true } },
      { update, writer: { personId: other.personId, mayWrite: false } },
    ]).codes;
    expect(codes).toEqual([undefined, 'document.author', undefined, undefined]);
  });
});
