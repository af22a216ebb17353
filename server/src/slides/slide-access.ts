/** Who may see which slide. Cases know; slides and tiles only ask. Asked for every tile, so it answers from memory once known. */
export abstract class SlideAccess {
  abstract maySee(personId: string, slideId: string): Promise<boolean>;
}
