import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dolibarr } from '../support/dolibarr.ts';
import type { Locale } from '../support/environment.ts';
import { chooseCounterpart, redWithCounterpart } from '../support/journeys.ts';
import { expect, test } from '../support/test.ts';

/** What axe finds wrong inside our own markup, shortened to what one reads. */
async function violations(page: Page, where: string): Promise<string[]> {
  const found = await new AxeBuilder({ page }).include(where).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

const overlay = '#dolisync-overlay';

for (const locale of ['en_US', 'fr_FR'] as Locale[]) {
  for (const width of [1280, 782]) {
    test.describe(`${locale}, ${width} pixels wide`, () => {
      test.use({ start: { locale }, viewport: { width, height: 900 } });

      test('axe finds nothing in the list and in each dialog, and nothing sticks out', async ({ list, page, words }) => {
        // Ten analyses of the whole page take their time.
        test.slow();
        await list.open();
        expect(await violations(page, '[data-dolisync="cell"]')).toEqual([]);
        const { id, dolibarrId } = await redWithCounterpart(list);
        const orange = await list.oneWith('out_of_sync', 'conflict');
        const green = await list.oneWith('synced');

        await list.press(id);
        await expect(list.options.first()).toBeVisible();
        await check();
        await list.button(words.close).click();

        await chooseCounterpart(list, id, dolibarrId);
        await check();
        await list.button(words.keepDolibarr).click();
        await list.button(words.synchronize).click();
        await expect(list.view('done')).toBeVisible();
        await check();
        await list.button(words.close).click();

        await list.press(orange);
        await expect(list.view('comparison')).toBeVisible();
        await check();
        await list.button(words.close).click();

        await list.press(green);
        await expect(list.view('comparison')).toBeVisible();
        await check();
        await list.button(words.dissociate).click();
        await expect(list.view('confirm')).toBeVisible();
        await check();
        await page.keyboard.press('Escape');

        await dolibarr.fail({ kind: 'html_500' });
        await list.press(orange);
        await expect(list.error).toBeVisible();
        await check();
        await list.open();
        await list.expectStatus(green, 'unknown', words.unknown);
        expect(await violations(page, '[data-dolisync="cell"]')).toEqual([]);

        async function check(): Promise<void> {
          expect(await violations(page, overlay)).toEqual([]);
          const box = (await list.dialog.boundingBox())!;
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          const tooWide = await list.dialog.evaluate((dialog) => dialog.scrollWidth > dialog.clientWidth);
          expect(tooWide).toBe(false);
        }
      });
    });
  }
}

test('what happens is announced', async ({ list, words }) => {
  await list.open();
  const { id, dolibarrId } = await redWithCounterpart(list);
  await chooseCounterpart(list, id, dolibarrId);
  await list.button(words.keepDolibarr).click();
  await list.button(words.synchronize).click();
  await expect(list.view('done')).toBeVisible();
  await expect(list.dialog.locator('[aria-live="polite"], [role="status"]').first()).toHaveText(/\S/);
});
