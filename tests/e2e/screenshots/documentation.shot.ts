import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { Dashboard } from '../support/dashboard.ts';
import type { Locale } from '../support/environment.ts';
import { chooseCounterpart, redWithCounterpart } from '../support/journeys.ts';
import { expect, test } from '../support/test.ts';

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

for (const locale of ['en_US', 'fr_FR'] as Locale[]) {
  for (const width of [1280, 782]) {
    test.describe(`${locale} ${width}`, () => {
      test.use({ start: { locale }, viewport: { width, height: 860 } });

      const shoot = async (page: Page, name: string): Promise<void> => {
        await page.screenshot({
          path: `${folder}${name}-${locale.slice(0, 2)}-${width}.png`,
          animations: 'disabled',
        });
      };

      test('overview, bulk association and the preview of a mass synchronization', async ({ list, page }) => {
        await list.open();
        const dashboard = new Dashboard(page);
        await dashboard.open();
        await expect(dashboard.card('products')).toBeVisible();
        await expect(dashboard.place.locator('[aria-busy="true"]')).toHaveCount(0);
        await shoot(page, 'overview');
        await dashboard.open('prepare/associate');
        await dashboard.compare();
        await expect(dashboard.rows.first()).toBeVisible();
        await shoot(page, 'bulk-association');
        await dashboard.preview('categories', 'products', 'third_parties', 'proposals', 'orders', 'invoices');
        await shoot(page, 'mass-sync');
      });

      test('list, selection, version choice and result', async ({ list, page, words }) => {
        await list.open();
        await shoot(page, 'list');
        const { id, dolibarrId } = await redWithCounterpart(list);
        const conflict = await list.oneWith('out_of_sync', 'conflict');
        await list.press(id);
        await expect(list.options.first()).toBeVisible();
        await shoot(page, 'selection');
        await list.button(words.close).click();
        await list.press(conflict);
        await expect(list.field('title')).toBeVisible();
        await shoot(page, 'conflict');
        await list.button(words.close).click();
        await chooseCounterpart(list, id, dolibarrId);
        await list.button(words.keepDolibarr).click();
        await shoot(page, 'version-choice');
        await list.button(words.synchronize).click();
        await expect(list.view('done')).toBeVisible();
        await shoot(page, 'done');
      });
    });
  }
}
