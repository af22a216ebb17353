/** Who may see what of which slide. Cases know; slides and tiles only ask. Asked for every tile, so it answers from memory once known. */
export abstract class SlideAccess {
  /** A rejected slide is seen by those alone who manage a case that holds it. */
  abstract maySee(personId: string, slideId: string): Promise<boolean>;
  /** Whether label and macro may be shown, which say who the patient is: to those who manage a case that holds the slide. */
  abstract mayIdentify(personId: string, slideId: string): Promise<boolean>;
}
