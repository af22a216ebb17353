import type { Annotation, AnnotationKind } from '@parfocal/shared/annotation';
import type { SlideDetail } from '@parfocal/shared/api';
import type { SlideBox, SlidePoint, SlideView } from '@parfocal/shared/geometry';

import type { SlideAppearance } from './appearance/appearance';

export type { ChannelAppearance, SlideAppearance } from './appearance/appearance';

/** Ends a subscription. */
export type Unsubscribe = () => void;

/** A colleague's pointer to draw; `stale` ones fade. */
export interface PointerMark {
  readonly key: string;
  readonly at: SlidePoint;
  readonly name: string;
  /** CSS colour. */
  readonly colour: string;
  readonly stale: boolean;
  /** Drawn as a laser with a trail. */
  readonly isLaser?: boolean;
  /** Its person speaks now: a ring around the name. */
  readonly speaking?: boolean;
}

/** A place that somebody asks everyone to look at. */
export interface PingMark {
  readonly at: SlidePoint;
  readonly name: string;
  /** CSS colour. */
  readonly colour: string;
}

/** A colleague's window to draw on the overview (and, while followed, around the slide). */
export interface ViewMark {
  readonly key: string;
  readonly view: SlideView;
  readonly colour: string;
  readonly own: boolean;
}

/** An annotation with what is needed to draw it. */
export interface AnnotationMark {
  readonly annotation: Annotation;
  readonly colour: string;
  /** CSS colour drawn around the line, so that it is seen on any tissue: light around a dark line. Dark where not given. */
  readonly casing?: string;
  /** Words beside the shape: its label and measure. */
  readonly caption: string;
  /** Whether this person may move and reshape it. */
  readonly editable: boolean;
}

/** `move` pans and selects; the others draw one shape of their kind. */
export type ViewerTool = 'move' | AnnotationKind;

export type DrawnShape = Pick<Annotation, 'kind' | 'geometry'>;

/** The tiles that make the window sharp: how many there are, and how many of them are not here yet. */
export interface Sharpness {
  readonly visible: number;
  readonly missing: number;
}

/** A window on samples, in the file's own counts. */
export interface SampleRange {
  readonly low: number;
  readonly high: number;
}

/** Colours from 0 to 255 as the slide has them, before anything is adjusted. */
export type SlideColour = readonly [red: number, green: number, blue: number];

/** What changed the view: the person's own hand, or the program (following, jumping). */
export type ViewCause = 'hand' | 'program';

export interface SlideViewerOptions {
  /** What a screen reader calls the slide, in the person's language. */
  readonly label?: string;
}

/**
 * The only door to OpenLayers. Everything past it speaks level-0 pixels.
 * One viewer lives in one element, from `createSlideViewer` to `dispose`.
 */
export interface SlideViewer {
  /** Shows a slide, fitted, or nothing. */
  open(slide: SlideDetail | null): void;
  /** The current view, or nothing while no slide is open or the element has no size. */
  view(): SlideView | undefined;
  /** Where a motion under way will end, if that is known. */
  heading(): SlideView | undefined;
  /** A view that will be shown in a moment, whatever window it was made for: its tiles are asked for now. */
  expect(view: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>): void;
  /** Shows a view as it is (its centre, resolution and rotation); over `durationMs`, 0 at once. Cause: `program`. */
  show(view: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>, durationMs?: number): void;
  /** Shows all of a box with a margin; never closer than level-0 pixel by pixel. */
  showBox(box: SlideBox, durationMs?: number): void;
  /** These are the person's hand. */
  fit(): void;
  zoomTo(resolution: number): void;
  /** 2 shows everything twice as large. */
  zoomBy(factor: number): void;
  /** Moves the window over the slide by CSS pixels. */
  panBy(dxPx: number, dyPx: number): void;
  rotateTo(angleRad: number): void;
  /** Turns by an angle, clockwise for the eye, also in a mirror. */
  turnBy(angleRad: number): void;
  /** Mirrors the window left to right, or back. */
  flip(): void;

  /** How the slide is shown; a slide that is opened begins as it is stored. Brought into bounds; nothing without a slide. */
  setAppearance(appearance: SlideAppearance): void;
  appearance(): SlideAppearance;
  /** After every change, whoever made it. */
  onAppearance(listener: (appearance: SlideAppearance) => void): Unsubscribe;
  /** To another focal plane, so many up or down; stops at the last. */
  focusBy(planes: number): void;
  /** The window that shows well what of a channel is in view; nothing where it is empty. Rejects if tiles cannot be had. */
  channelRange(channel: number): Promise<SampleRange | undefined>;
  /**
   * The next press on the slide picks a place instead of moving it; Escape, another picking or another slide end it with
   * `null`. Returns how to give up without a word.
   */
  pickPoint(onPick: (at: SlidePoint | null) => void): Unsubscribe;
  /** Presses on the slide point instead of moving it, until the function returned is called: `onHold` hears of each press and of its end. Two fingers move the slide as ever. */
  pointOut(onHold: (isHeld: boolean) => void): Unsubscribe;
  /** The scan's own colour around a point, the middle one of a small patch; nothing where no tile is shown yet. */
  pixelAt(point: SlidePoint): SlideColour | undefined;
  /**
   * The view as a PNG at the screen's density, with the annotations as they are shown and a scale bar, without pointers and
   * controls. Rejects where no slide is open or the browser cannot encode it.
   */
  snapshot(): Promise<Blob>;
  /** Where the pointer is on the slide, `null` once it left. */
  onPointer(listener: (at: SlidePoint | null) => void): Unsubscribe;
  /** After every change of the view, once a frame. */
  onView(listener: (view: SlideView, cause: ViewCause) => void): Unsubscribe;
  /** True from the first tile missing in the view until all visible tiles are sharp. */
  onLoading(listener: (loading: boolean) => void): Unsubscribe;
  /** Whenever the count of visible tiles that are missing changes. */
  onSharpness(listener: (sharpness: Sharpness) => void): Unsubscribe;
  /** A tile could not be had: the network or the file. Cleared by `null` when tiles come again. */
  onTrouble(listener: (trouble: 'tiles' | null) => void): Unsubscribe;

  setPointers(pointers: readonly PointerMark[]): void;
  /** Rings around a place, for some seconds. */
  ping(ping: PingMark): void;
  /** Dims everything but a box, until it is given another one, nothing or another slide. */
  setSpotlight(box: SlideBox | null): void;
  /** Windows on the overview, whose element the overview component hands over. */
  setViews(views: readonly ViewMark[]): void;
  mountOverview(element: HTMLElement): Unsubscribe;
  /** A picture laid over the whole slide on the overview, stretched to its shape, until another slide is opened. Told again, it is painted anew. */
  setOverviewLayer(layer: HTMLCanvasElement | null): void;

  setTool(tool: ViewerTool): void;
  /** As `colour` and `casing` of a mark. */
  setDrawColour(colour: string, casing?: string): void;
  /** The words that a shape in the making shows beside itself, such as its length so far. */
  setDrawCaption(caption: (shape: DrawnShape) => string): void;
  setAnnotations(annotations: readonly AnnotationMark[]): void;
  /** A shape drawn dashed above all others, to be looked at only: what an annotation once was. Another slide takes it away. */
  setGhost(mark: AnnotationMark | null): void;
  select(id: string | null): void;
  onDrawn(listener: (shape: DrawnShape) => void): Unsubscribe;
  /** The person selected an annotation on the slide, or nothing; `isMore` with Shift or Ctrl held: one more, or one less. */
  onSelect(listener: (id: string | null, isMore: boolean) => void): Unsubscribe;
  /** The person drew a box around annotations, with Ctrl held. */
  onBoxed(listener: (ids: string[]) => void): Unsubscribe;
  /** The person finished moving or reshaping one. */
  onReshaped(listener: (id: string, geometry: number[]) => void): Unsubscribe;
  /** Gives up a shape in the making; true if there was one. */
  cancelDrawing(): boolean;
  dispose(): void;
}
