/** Data elements that matter here: group and element in one number (PS3.6). */
export const Tag = {
  MediaStorageSopClassUid: 0x0002_0002,
  TransferSyntaxUid: 0x0002_0010,
  SpecificCharacterSet: 0x0008_0005,
  ImageType: 0x0008_0008,
  SopClassUid: 0x0008_0016,
  SopInstanceUid: 0x0008_0018,
  PyramidUid: 0x0008_0019,
  AcquisitionDate: 0x0008_0022,
  ContentDate: 0x0008_0023,
  AcquisitionDateTime: 0x0008_002a,
  AcquisitionTime: 0x0008_0032,
  ContentTime: 0x0008_0033,
  Manufacturer: 0x0008_0070,
  CodeValue: 0x0008_0100,
  ManufacturerModelName: 0x0008_1090,
  SpacingBetweenSlices: 0x0018_0088,
  SoftwareVersions: 0x0018_1020,
  StudyInstanceUid: 0x0020_000d,
  SeriesInstanceUid: 0x0020_000e,
  ConcatenationUid: 0x0020_9161,
  InConcatenationNumber: 0x0020_9162,
  InConcatenationTotalNumber: 0x0020_9163,
  ConcatenationFrameOffsetNumber: 0x0020_9228,
  DimensionOrganizationType: 0x0020_9311,
  IlluminationTypeCodeSequence: 0x0022_0016,
  IlluminationWaveLength: 0x0022_0055,
  ImagePathFilterPassThroughWavelength: 0x0022_0003,
  SamplesPerPixel: 0x0028_0002,
  PhotometricInterpretation: 0x0028_0004,
  PlanarConfiguration: 0x0028_0006,
  NumberOfFrames: 0x0028_0008,
  Rows: 0x0028_0010,
  Columns: 0x0028_0011,
  PixelSpacing: 0x0028_0030,
  BitsAllocated: 0x0028_0100,
  BitsStored: 0x0028_0101,
  HighBit: 0x0028_0102,
  PixelRepresentation: 0x0028_0103,
  WindowCenter: 0x0028_1050,
  WindowWidth: 0x0028_1051,
  IccProfile: 0x0028_2000,
  PixelMeasuresSequence: 0x0028_9110,
  FrameVoiLutSequence: 0x0028_9132,
  ContainerIdentifier: 0x0040_0512,
  ZOffsetInSlideCoordinateSystem: 0x0040_074a,
  ImagedVolumeWidth: 0x0048_0001,
  ImagedVolumeHeight: 0x0048_0002,
  TotalPixelMatrixColumns: 0x0048_0006,
  TotalPixelMatrixRows: 0x0048_0007,
  OpticalPathSequence: 0x0048_0105,
  OpticalPathIdentifier: 0x0048_0106,
  OpticalPathDescription: 0x0048_0107,
  ObjectiveLensPower: 0x0048_0112,
  OpticalPathIdentificationSequence: 0x0048_0207,
  PlanePositionSlideSequence: 0x0048_021a,
  ColumnPosition: 0x0048_021e,
  RowPosition: 0x0048_021f,
  NumberOfOpticalPaths: 0x0048_0302,
  TotalPixelMatrixFocalPlanes: 0x0048_0303,
  SharedFunctionalGroupsSequence: 0x5200_9229,
  PerFrameFunctionalGroupsSequence: 0x5200_9230,
  ExtendedOffsetTable: 0x7fe0_0001,
  ExtendedOffsetTableLengths: 0x7fe0_0002,
  FloatPixelData: 0x7fe0_0008,
  DoubleFloatPixelData: 0x7fe0_0009,
  PixelData: 0x7fe0_0010,
  Item: 0xfffe_e000,
  ItemDelimitation: 0xfffe_e00d,
  SequenceDelimitation: 0xfffe_e0dd,
} as const;

/** Sequences that are looked into; all others are passed over. */
export const SEQUENCES: ReadonlySet<number> = new Set([
  Tag.OpticalPathSequence, Tag.IlluminationTypeCodeSequence, Tag.SharedFunctionalGroupsSequence, Tag.PixelMeasuresSequence,
  Tag.FrameVoiLutSequence, Tag.OpticalPathIdentificationSequence, Tag.PlanePositionSlideSequence,
]);

/** Where it lies is noted, and it is read when it is needed. */
export const READ_LATER: ReadonlySet<number> = new Set([
  Tag.IccProfile, Tag.PerFrameFunctionalGroupsSequence, Tag.ExtendedOffsetTable, Tag.ExtendedOffsetTableLengths,
]);

const NOT_VALUES: ReadonlySet<number> = new Set([...SEQUENCES, ...READ_LATER, Tag.PixelData, Tag.Item, Tag.ItemDelimitation, Tag.SequenceDelimitation]);
export const VALUES: ReadonlySet<number> = new Set(Object.values(Tag).filter((tag) => !NOT_VALUES.has(tag)));

/** `(0028,0010)`, as everyone writes it. */
export const tagName = (tag: number): string => {
  const hex = tag.toString(16).padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
};
