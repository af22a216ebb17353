import { bytes, dicomFile, ov, sequence, text, us } from '../../testing/dicom-factory.js';
import { Syntax, VL_WSM, wsmFile } from '../../testing/dicom-slide.js';
import { memoryFile } from '../../testing/memory-file.js';
import { readElements } from '../index.js';

const NAME = 0x0010_0010;
const frame = Buffer.alloc(16 * 16 * 3, 9);
const small = { widthPx: 16, heightPx: 16, tilePx: 16, frames: [frame] };
const elementOf = async (file: Buffer, tag: number, depth = 0) => (await readElements(memoryFile(file), depth)).find((element) => element.tag === tag);

describe('readElements', () => {
  it.each([['explicit', Syntax.Explicit], ['implicit', Syntax.Implicit]])('says where values lie in %s VR, so that they can be written over', async (_, syntax) => {
    const file = wsmFile({ ...small, syntax, elements: [text(NAME, 'PN', 'Doe^Jane')] });
    const name = await elementOf(file, NAME);
    expect(file.toString('latin1', name!.valueAt, name!.valueAt + name!.lengthBytes!)).toBe('Doe^Jane');
    expect(name!.at).toBe(file.indexOf(Buffer.from([0x10, 0, 0x10, 0])));
  });

  it('lists the file meta information too, and ends with the pixels', async () => {
    const elements = await readElements(memoryFile(wsmFile(small)));
    expect(elements[0]).toMatchObject({ tag: 0x0002_0000, vr: 'UL', lengthBytes: 4 });
    expect(elements.at(-1)).toMatchObject({ tag: 0x7fe0_0010, vr: 'OB', lengthBytes: frame.length });
    expect(elements.every(({ depth }) => depth === 0)).toBe(true);
  });

  it.each([true, false])('goes into sequences as deep as it is told (undefined lengths: %s)', async (undefinedLengths) => {
    const inner = sequence(0x0040_0610, [[text(NAME, 'PN', 'Doe^Jo')], []], undefinedLengths);
    const file = wsmFile({ ...small, undefinedLengths, elements: [sequence(0x0040_0560, [[inner, us(0x0040_0600, 7)]], undefinedLengths)] });
    expect(await elementOf(file, NAME)).toBeUndefined();
    expect(await elementOf(file, NAME, 1)).toBeUndefined();
    const name = await elementOf(file, NAME, 2);
    expect(name).toMatchObject({ depth: 2, lengthBytes: 6 });
    expect(file.toString('latin1', name!.valueAt, name!.valueAt + 6)).toBe('Doe^Jo');
    expect(await elementOf(file, 0x7fe0_0010, 9)).toMatchObject({ depth: 0 });
  });

  it('steps over OV, UV, SV and UN, whose lengths are of 32 bits', async () => {
    const wide = [ov(0x0009_1001, 1, 2), bytes(0x0009_1002, 'UV', Buffer.alloc(8)), bytes(0x0009_1003, 'SV', Buffer.alloc(8)), bytes(0x0009_1004, 'UN', Buffer.alloc(70_000))];
    const elements = await readElements(memoryFile(wsmFile({ ...small, elements: wide })));
    expect(elements.map(({ vr, lengthBytes }) => [vr, lengthBytes])).toEqual(expect.arrayContaining([['OV', 16], ['UV', 8], ['SV', 8], ['UN', 70_000]]));
  });

  it('reads a UN of undefined length as the sequence in implicit VR that it is', async () => {
    const inner = Buffer.from('feff00e0ffffffff' + '10001000' + '04000000' + '4a6f2020' + 'feff0de000000000' + 'feffdde000000000', 'hex');
    const file = wsmFile({ ...small, elements: [{ tag: 0x0009_1010, vr: 'UN', value: inner, claimedLength: 0xffff_ffff }] });
    expect(await elementOf(file, 0x7fe0_0010)).toMatchObject({ lengthBytes: frame.length });
  });

  it('refuses what is no DICOM file, and transfer syntaxes in which positions mean nothing', async () => {
    await expect(readElements(memoryFile(Buffer.alloc(400)))).rejects.toMatchObject({ code: 'slide.not-a-slide' });
    for (const transferSyntax of [Syntax.Deflated, Syntax.BigEndian]) {
      await expect(readElements(memoryFile(dicomFile({ transferSyntax, sopClass: VL_WSM, elements: [] })))).rejects.toMatchObject({ code: 'slide.compression-unsupported' });
    }
  });
});
