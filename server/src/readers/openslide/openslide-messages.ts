/** What is asked of the process that holds OpenSlide, and what it answers. Sent by structured clone. */
export type OpenSlideRequest =
  | { readonly op: 'open'; readonly path: string }
  /** `x` and `y` in level-0 pixels, the size in pixels of `level`. */
  | { readonly op: 'read'; readonly slide: number; readonly level: number; readonly x: number; readonly y: number; readonly widthPx: number; readonly heightPx: number }
  | { readonly op: 'picture'; readonly slide: number; readonly name: string }
  | { readonly op: 'close'; readonly slide: number };

export interface OpenedSlide {
  readonly slide: number;
  readonly levels: readonly { readonly widthPx: number; readonly heightPx: number; readonly downsample: number }[];
  readonly properties: Readonly<Record<string, string>>;
  readonly pictures: readonly string[];
  readonly profile: Uint8Array | undefined;
}

/** RGB, three bytes a pixel, row by row; what was not scanned has the slide's background. */
export interface Pixels {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
}

/** `missing`: the library is not installed · `refused`: it does not know the file · `failed`: it could not do it. */
export type OpenSlideFailure = 'missing' | 'refused' | 'failed';

export type OpenSlideAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: OpenSlideFailure };

export interface Envelope<T> {
  readonly id: number;
  readonly body: T;
}
