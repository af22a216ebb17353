import { parseXml } from './xml-tree.js';

describe('parseXml', () => {
  it('has elements without their prefix, attributes in either quotes, and text', () => {
    const root = parseXml('<?xml version="1.0"?><!-- <no/> --><ome:OME a = \'1\' b="x > y"><Child>te&#120;t &amp;lt; <Inner/>tail</Child></ome:OME>').child('OME')!;
    expect([root.attribute('a'), root.attribute('b'), root.attribute('c')]).toEqual(['1', 'x > y', undefined]);
    expect(root.child('Child')?.text).toBe('text &lt;');
    expect(root.child('Child')?.child('Inner')?.children).toEqual([]);
  });

  it('does not take one attribute for another that ends alike', () => {
    expect(parseXml('<a xSize="1" Size="2"/>').child('a')?.attribute('Size')).toBe('2');
  });

  it('expands no entity but the five, and characters by number', () => {
    const document = '<!DOCTYPE a [<!ENTITY b "bomb"><!ENTITY c SYSTEM "file:///etc/passwd">]><a n="&b;&c;&lt;&#x41;&#9999999;"/>';
    expect(parseXml(document).child('a')?.attribute('n')).toBe('&b;&c;<A&#9999999;');
  });

  it('skips what is no element', () => {
    expect(parseXml('<a><![CDATA[<b>]]><!-- <c> --><?d <e>?><f/></a>').child('a')?.children.map(({ name }) => name)).toEqual(['f']);
  });

  it.each([
    ['cut off in a tag', '<a><b></b><c d="', ['b']],
    ['cut off in a comment', '<a><b/><!-- ', ['b']],
    ['closed in the wrong order', '<a><b><c></b></c><d/></a>', ['b', 'd']],
    ['closed once too often', '<a></x></y><b/></a>', ['b']],
  ])('reads what there is of a document that is %s', (_, document, names) => {
    expect(parseXml(document).child('a')?.children.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['words that open tags', '<a '.repeat(2_000_000)],
    ['quotes', `<a ${'"\''.repeat(2_000_000)}>`],
    ['brackets', '<'.repeat(4_000_000)],
    ['closing tags', `<a>${'</b>'.repeat(1_000_000)}`],
  ])('takes megabytes of %s in one pass', (_, document) => {
    const started = performance.now();
    parseXml(document);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('refuses more elements, or deeper ones, than any description has', () => {
    expect(() => parseXml('<a/>'.repeat(200_001))).toThrow(expect.objectContaining({ code: 'slide.too-large' }));
    expect(() => parseXml('<a>'.repeat(64))).toThrow(expect.objectContaining({ code: 'slide.too-large' }));
  });
});
