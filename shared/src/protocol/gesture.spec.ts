import fc from 'fast-check';
import { viewOnGrid } from '../geometry/index.js';
import { fromBase64, toBase64 } from './base64.js';
import { decodeGesture, decodeGestures, encodeGesture, encodeGestures, GESTURE_MAX_BYTES } from './gesture.js';
import type { Gesture } from './gesture-value.js';

/** Level-0 positions on any slide there is, in the steps that travel. */
const place = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }).map((steps) => steps / 128);
const float = (min: number, max: number) => fc.float({ min: Math.fround(min), max: Math.fround(max), noNaN: true });
const windowPx = fc.integer({ min: 1, max: 0xffff });
const pointer = fc.record({ x: place, y: place });
const view = fc.record({ x: place, y: place, resolution: float(0.01, 1000), rotation: float(-100, 100), widthPx: windowPx, heightPx: windowPx });
const target = fc.record({ x: place, y: place, resolution: float(0.01, 1000), rotation: float(-100, 100) });
const gesture: fc.Arbitrary<Gesture> = fc.oneof(
  fc.record({ pointer: fc.option(pointer), view: fc.option(view) }),
  fc.record({ pointer: fc.option(pointer), view, target }),
  fc.record({ pointer, view: fc.option(view), isLaser: fc.constant(true as const) }),
);
const number = fc.integer({ min: 0, max: 0xffff });
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('gestures on the wire', () => {
  it('G2: come out as they went in', () => {
    fc.assert(fc.property(gesture, (one) => expect(plain(decodeGesture(encodeGesture(one)))).toEqual(plain(one))));
  });

  it('G2: come out of a frame as they went in', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, gesture)), (many) => {
        const gestures = many.map(([of, one]) => ({ number: of, ...one }));
        expect(plain(decodeGestures(encodeGestures(gestures, gestures.length)))).toEqual(plain(gestures));
      }),
    );
  });

  it('G2: bring a view that is on the grid as it is, and any other one put on it', () => {
    const any = fc.record({ x: fc.double({ min: -1e6, max: 1e6, noNaN: true }), y: fc.double({ min: -1e6, max: 1e6, noNaN: true }), resolution: fc.double({ min: 0.01, max: 1000, noNaN: true }), rotation: fc.double({ min: -4, max: 4, noNaN: true }), widthPx: windowPx, heightPx: windowPx });
    fc.assert(
      fc.property(any, (one) => {
        const sent = (of: typeof one) => plain(decodeGesture(encodeGesture({ pointer: null, view: of })).view);
        expect(sent(viewOnGrid(one))).toEqual(plain(viewOnGrid(one)));
        expect(sent(one)).toEqual(plain(viewOnGrid(one)));
      }),
    );
  });

  it('G2: are as long as promised', () => {
    const whole = encodeGesture({ pointer: { x: 1, y: 2 }, view: { x: 3, y: 4, resolution: 1, rotation: 0, widthPx: 5, heightPx: 6 } });
    expect(fromBase64(whole)).toHaveLength(29);
    const moving = encodeGesture({ pointer: { x: 1, y: 2 }, view: { x: 3, y: 4, resolution: 1, rotation: 0, widthPx: 5, heightPx: 6 }, target: { x: 7, y: 8, resolution: 2, rotation: 0 } });
    expect(fromBase64(moving)).toHaveLength(GESTURE_MAX_BYTES);
    expect(fromBase64(encodeGesture({ pointer: null, view: null }))).toEqual(new Uint8Array([0]));
    expect([...fromBase64(encodeGesture({ pointer: { x: 1, y: -1 / 128 }, view: null }))]).toEqual([1, 128, 0, 0, 0, 255, 255, 255, 255]);
  });

  it('G2: stop at the edge of what can be said instead of coming out on the other side', () => {
    const { pointer: far } = decodeGesture(encodeGesture({ pointer: { x: 1e12, y: -1e12 }, view: null }));
    expect(far!.x).toBeGreaterThan(1.6e7);
    expect(far!.y).toBeLessThan(-1.6e7);
  });

  it('G4: are whole and finite, or a RangeError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const text = toBase64(bytes);
        for (const decode of [decodeGesture, decodeGestures]) {
          try {
            const numbers = JSON.stringify(decode(text));
            // JSON turns what is not finite into null, and only a missing part may be that.
            expect(numbers).not.toMatch(/"(x|y|resolution|rotation|widthPx|heightPx)":null/);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('G2, G4: have a laser only with a pointer', () => {
    expect(decodeGesture(encodeGesture({ pointer: null, view: null, isLaser: true }))).toEqual({ pointer: null, view: null });
    expect(() => decodeGesture(toBase64(new Uint8Array([8])))).toThrow(RangeError);
  });

  it('G4: are no gesture when anything follows or is missing', () => {
    fc.assert(
      fc.property(gesture, fc.uint8Array({ minLength: 1, maxLength: 8 }), (one, more) => {
        const bytes = fromBase64(encodeGesture(one));
        expect(() => decodeGesture(toBase64(new Uint8Array([...bytes, ...more])))).toThrow(RangeError);
        expect(() => decodeGesture(toBase64(bytes.subarray(0, bytes.length - 1)))).toThrow(RangeError);
      }),
    );
  });

  it('G4: are no gesture in any other alphabet', () => {
    for (const text of ['AA==', 'A-A_', 'A A', 'AÄ', '\u{1F600}', 'A']) expect(() => decodeGesture(text)).toThrow(RangeError);
  });
});

describe('base64', () => {
  it('G2: is that of RFC 4648 without padding', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64').replace(/=+$/, ''))));
  });

  it('G2: gives the bytes back', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes])));
  });
});
