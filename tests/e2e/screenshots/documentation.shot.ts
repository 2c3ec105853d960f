import { fileURLToPath } from 'node:url';
import type { Locale } from '../support/environment.ts';
import { chooseCounterpart, redWithCounterpart } from '../support/journeys.ts';
import { expect, test } from '../support/test.ts';

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

for (const locale of ['en_US', 'fr_FR'] as Locale[]) {
  for (const width of [1280, 782]) {
    test.describe(`${locale} ${width}`, () => {
      test.use({ start: { locale }, viewport: { width, height: 860 } });

      test('list, selection, version choice and result', async ({ list, page, words }) => {
        const shoot = async (name: string): Promise<void> => {
          await page.screenshot({
            path: `${folder}${name}-${locale.slice(0, 2)}-${width}.png`,
            animations: 'disabled',
          });
        };
        await list.open();
        await shoot('list');
        const { id, dolibarrId } = await redWithCounterpart(list);
        const conflict = await list.oneWith('out_of_sync', 'conflict');
        await list.press(id);
        await expect(list.options.first()).toBeVisible();
        await shoot('selection');
        await list.button(words.close).click();
        await list.press(conflict);
        await expect(list.field('title')).toBeVisible();
        await shoot('conflict');
        await list.button(words.close).click();
        await chooseCounterpart(list, id, dolibarrId);
        await list.button(words.keepDolibarr).click();
        await shoot('version-choice');
        await list.button(words.synchronize).click();
        await expect(list.view('done')).toBeVisible();
        await shoot('done');
      });
    });
  }
}
