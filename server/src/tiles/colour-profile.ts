/** ICC.1:2022 7.2 and 7.3: where a profile says what it is, and where its tags lie. */
const TAG_TABLE = 128;
const TAG_BYTES = 12;
const SIGNATURE_AT = 36;
const COLOUR_SPACE_AT = 16;
/** Profiles with tables of many points have some megabytes. */
const MOST_BYTES = 16 * 1024 ** 2;
const MOST_TAGS = 256;

/** The two ways from RGB to the connection space (8.3 and 8.4), each by its tags and the types that they may have. */
const TABLE = [['A2B0', ['mft1', 'mft2', 'mAB ']]] as const;
const MATRIX = [
  ...['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => [tag, ['XYZ ']] as const),
  ...['rTRC', 'gTRC', 'bTRC'].map((tag) => [tag, ['curv', 'para']] as const),
];

/**
 * Whether these bytes are a profile of RGB with all that leads from it to sRGB. The colour engine would not tell: it takes what it cannot
 * read for sRGB.
 */
export function isRgbProfile(profile: Buffer): boolean {
  if (profile.length < TAG_TABLE + 4 || profile.length > MOST_BYTES || profile.readUInt32BE(0) > profile.length) return false;
  if (textAt(profile, SIGNATURE_AT) !== 'acsp' || textAt(profile, COLOUR_SPACE_AT) !== 'RGB ') return false;
  const types = tagTypes(profile);
  return [TABLE, MATRIX].some((way) => way.every(([tag, allowed]) => allowed.some((type) => type === types.get(tag))));
}

const textAt = (profile: Buffer, at: number): string => profile.toString('latin1', at, at + 4);

/** The type of each tag that lies within the profile. */
function tagTypes(profile: Buffer): Map<string, string> {
  const count = Math.min(profile.readUInt32BE(TAG_TABLE), MOST_TAGS, Math.floor((profile.length - TAG_TABLE - 4) / TAG_BYTES));
  const types = new Map<string, string>();
  for (let at = TAG_TABLE + 4, tag = 0; tag < count; tag++, at += TAG_BYTES) {
    const [from, lengthBytes] = [profile.readUInt32BE(at + 4), profile.readUInt32BE(at + 8)];
    if (lengthBytes >= 8 && from + lengthBytes <= profile.length) types.set(textAt(profile, at), textAt(profile, from));
  }
  return types;
}
