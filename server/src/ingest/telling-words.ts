/** Bytes of UTF-8: two Chinese characters, or six letters. Shorter names are no proof of anything. */
const LEAST_NAME_BYTES = 6;
const LEAST_WORD_BYTES = 4;
const LEAST_DIGITS = 6;

/** Format, product, stain and dye: what a cleaned file still says of itself, in its profile and in the names of its channels. */
const GENERIC = new Set(
  [
    'slide slides scan scans scanned scanner image images label macro overview thumbnail level levels pyramid pyramidal tile tiled tiff bigtiff jpeg dicom',
    'philips aperio leica hamamatsu zeiss ventana roche 3dhistech motic olympus huron sakura adobe srgb display profile copyright company library color colour',
    'pixels channel objective instrument volume original primary derived resampled none brightfield copy export default untitled unknown test sample region small',
    'dapi hoechst fitc tritc rhodamine texas egfp eyfp ecfp mcherry tdtomato alexa fluor opal spectrum orange green aqua gold autofluorescence',
  ].flatMap((line) => line.split(' ')),
);

const EXTENSION = /(?:\.ome)?\.[A-Za-z0-9]{1,8}$/i;

/**
 * The words of names and numbers by which a patient could be found, to be looked for in a file that was cleaned of its patient. What a
 * cleaned file may say of itself is not among them, nor what is too short to be told from chance.
 *
 * @param names of files, and a case's number; `undefined` and repeated ones are passed over
 */
export function tellingWords(names: readonly (string | undefined)[]): string[] {
  const stems = names.flatMap((name) => name?.normalize('NFC').replace(EXTENSION, '') ?? []).filter((stem) => Buffer.byteLength(stem) >= LEAST_NAME_BYTES);
  return [...new Set(stems.flatMap((stem) => stem.split(/[\s_^,;()[\]]+/)).filter(isTelling))];
}

function isTelling(word: string): boolean {
  const least = /^[\d.-]+$/.test(word) ? LEAST_DIGITS : LEAST_WORD_BYTES;
  return Buffer.byteLength(word) >= least && !GENERIC.has(word.toLowerCase());
}
