import type { Page } from '@playwright/test';

/** The admin's color schemes, as WordPress has them; the first needs no style sheet. */
export const schemes = ['fresh', 'light', 'modern', 'blue', 'coffee', 'ectoplasm', 'midnight', 'ocean', 'sunrise'] as const;
export type Scheme = (typeof schemes)[number];

/** What WordPress does when a person chooses another scheme: a class of the body, and one more style sheet. */
export async function wear(page: Page, scheme: Scheme): Promise<void> {
  await page.evaluate(async (scheme) => {
    document.body.className = document.body.className.replace(/admin-color-\w+/, `admin-color-${scheme}`);
    document.getElementById('colors-css')?.remove();
    if (scheme === 'fresh') return;
    const sheet = document.createElement('link');
    sheet.id = 'colors-css';
    sheet.rel = 'stylesheet';
    sheet.href = `/wp-admin/css/colors/${scheme}/colors.min.css`;
    const loaded = new Promise((done) => sheet.addEventListener('load', done));
    // Before ours, where WordPress prints it.
    const ours = document.getElementById('dolisync-accent-css');
    if (ours) ours.before(sheet);
    else document.head.append(sheet);
    await loaded;
  }, scheme);
}
