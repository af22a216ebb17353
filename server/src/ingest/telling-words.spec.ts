import { tellingWords } from './telling-words.js';

describe('tellingWords', () => {
  it.each([
    [['Zhang San_A1.svs', 'C-2026-0417'], ['Zhang', 'C-2026-0417']],
    [['诸葛孔明 A1.ome.tif'], ['诸葛孔明']],
    [['张三.svs', '1234567'], ['张三', '1234567']],
    [['S12-3456 S12-3456.svs', 'S12-3456'], ['S12-3456']],
    [['scan 2026 Aperio DAPI.svs', undefined], []],
    [['A1.svs', 'C-7'], []],
  ])('of %j are %j', (names, words) => expect(tellingWords(names)).toEqual(words));
});
