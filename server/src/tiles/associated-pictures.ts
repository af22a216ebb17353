import { Injectable } from '@nestjs/common';
import { type AssociatedPicture, transcodeTile } from '../readers/index.js';
import { type Slide, SlideAccess, Slides } from '../slides/index.js';
import { notFound } from '../wire/index.js';
import { OpenSlides } from './open-slides.js';

/** Label, macro and the file's own thumbnail. They show who the patient is, so each is a question of right. */
@Injectable()
export class AssociatedPictures {
  constructor(
    private readonly access: SlideAccess,
    private readonly slides: Slides,
    private readonly open: OpenSlides,
  ) {}

  /** Which of them this person may see: all that the file holds, or none. */
  async of(personId: string, { id, associated }: Slide): Promise<AssociatedPicture[]> {
    return associated.length > 0 && (await this.access.mayIdentify(personId, id)) ? associated : [];
  }

  /**
   * A JPEG or PNG. Of a deidentified slide the label is the one that was drawn for it.
   *
   * @throws DomainError `not-found` where there is none or this person may not see it; see `OpenSlides.use` for the others
   */
  async picture(personId: string, slideId: string, kind: AssociatedPicture): Promise<Buffer> {
    const slide = await this.slides.find(slideId);
    if (!slide || !(await this.of(personId, slide)).includes(kind)) throw notFound('picture');
    const drawn = kind === 'label' && slide.isDeidentified ? await this.slides.label(slideId) : undefined;
    return drawn ?? this.stored(slideId, kind);
  }

  private stored(slideId: string, kind: AssociatedPicture): Promise<Buffer> {
    return this.open.use(slideId, async ({ reader }) => {
      const picture = await reader.picture(kind);
      if (!picture) throw notFound('picture');
      return (await transcodeTile(picture)).bytes;
    });
  }
}
