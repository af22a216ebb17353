import type { SlideView } from '@parfocal/shared/geometry';

/** A painting of one view on the card, that nobody sees yet. */
export interface Draft {
  readonly view: SlideView;
  /** In pixels of the screen. */
  readonly width: number;
  readonly height: number;
  readonly frame: WebGLFramebuffer;
  /** What the frame paints on; its colours carry their alpha. */
  readonly colours: WebGLTexture;
}

/** How a finished picture comes from the card onto the screen. */
export interface GlDisplay {
  /** What the picture that can be seen was painted for. */
  readonly view: SlideView | undefined;
  visible: boolean;
  /** Makes a picture ready, unseen, a little at a time; counted like what `Press.begin` yields. */
  develop(draft: Draft): Generator<number, void>;
  /** Shows what was made ready in the place of the picture before. */
  reveal(draft: Draft): void;
  /** Lays the picture over the slide as `view` shows it, exactly. */
  layOver(view: SlideView): void;
  /** After the context was lost and given back. */
  renew(): void;
  clear(): void;
  dispose(): void;
}
