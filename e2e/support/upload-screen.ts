import { expect, type Locator, type Page } from '@playwright/test';

type Chosen = Parameters<Locator['setInputFiles']>[0];

/** What a referrer sees of uploads on the page of a case, and does there. */
export class UploadScreen {
  constructor(readonly page: Page) {}

  async open(caseId: string): Promise<void> {
    await this.page.goto(`/cases/${caseId}`);
    await expect(this.page.getByRole('button', { name: 'Upload slides' })).toBeVisible();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Upload to / });
  }

  /** Chooses files and answers the dialog. `prepare`: what is set in it before. */
  async send(files: Chosen, prepare: (dialog: Locator) => Promise<void> = async () => undefined): Promise<void> {
    await this.choose('input[type="file"]:not([webkitdirectory])', files, prepare);
  }

  async sendFolder(path: string): Promise<void> {
    await this.choose('input[webkitdirectory]', path, async () => undefined);
  }

  /** The row of a slide that is being sent, or that the server is at. */
  row(name: string): Locator {
    return this.page.locator('li[data-upload], li[data-job]').filter({ hasText: name });
  }

  private async choose(input: string, files: Chosen, prepare: (dialog: Locator) => Promise<void>): Promise<void> {
    await this.page.locator(input).first().setInputFiles(files);
    await expect(this.dialog).toBeVisible();
    await prepare(this.dialog);
    await this.dialog.getByRole('button', { name: /^Upload/ }).click();
    await expect(this.dialog).toBeHidden();
  }
}
