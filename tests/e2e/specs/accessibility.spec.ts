import type { Page } from '@playwright/test';
import { misplaced, ours, violations } from '../support/accessibility.ts';
import { schemes, wear } from '../support/color_schemes.ts';
import { Dashboard } from '../support/dashboard.ts';
import type { Locale } from '../support/environment.ts';
import { chooseCounterpart, redWithCounterpart } from '../support/journeys.ts';
import { screens } from '../support/screens.ts';
import { expect, test } from '../support/test.ts';

/** Where to look: an open dialog covers everything else. */
async function placeOf(page: Page): Promise<string> {
  return (await page.locator('dialog[open]').count()) > 0 ? 'dialog[open]' : ours;
}

// Each of the first three goes through every screen: they take longest of all.
test.describe.configure({ mode: 'parallel' });

for (const [locale, width] of [['en_US', 1280], ['fr_FR', 782], ['ar', 360]] as [Locale, number][]) {
  test.describe(`${locale}, ${width} pixels wide`, () => {
    test.use({ start: { locale }, viewport: { width, height: 900 } });

    test('axe finds nothing on any screen, nothing sticks out and nothing overlaps', async ({ list, page, pageErrors }) => {
      test.setTimeout(300_000);
      const dashboard = new Dashboard(page);
      for (const { name, open } of screens) {
        await test.step(name, () => open(list, dashboard));
        const where = await placeOf(page);
        expect.soft(await page.evaluate(() => getComputedStyle(document.body).direction), name).toBe(locale === 'ar' ? 'rtl' : 'ltr');
        // English words on an Arabic page say that they are English.
        if (locale === 'ar') expect.soft(await page.locator('.dolisync-page, [data-dolisync]').first().getAttribute('lang'), name).toBe('en');
        // What depends on neither language nor width was looked at once.
        expect.soft(await violations(page, where, locale === 'ar' ? ['color-contrast', 'target-size'] : undefined), name).toEqual([]);
        expect.soft(await misplaced(page, where), name).toEqual([]);
      }
      pageErrors.length = 0;
    });
  });
}

test('words can be read in every color scheme of the admin', async ({ list, page }) => {
  test.setTimeout(300_000);
  const dashboard = new Dashboard(page);
  const shown = ['list', 'selection', 'version-choice', 'confirmation', 'overview', 'bulk-association', 'mass-sync-preview', 'journal', 'associations', 'settings'];
  for (const { name, open } of screens.filter((screen) => shown.includes(screen.name))) {
    await open(list, dashboard);
    const where = await placeOf(page);
    for (const scheme of schemes) {
      await wear(page, scheme);
      expect.soft(await violations(page, where, ['color-contrast']), `${name}, ${scheme}`).toEqual([]);
    }
  }
});

test('in forced colors, what color alone would say is drawn with the colors that are forced', async ({ list, page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await list.open();
  // Each status has a sign in its round, and words.
  const dots = list.cells.locator('.dolisync-status__dot');
  const drawn = await dots.evaluateAll((all) =>
    all.map((dot) => {
      const sign = getComputedStyle(dot, '::before');
      return [sign.content, sign.borderBottomWidth, sign.blockSize, getComputedStyle(dot).borderTopWidth].join();
    }),
  );
  expect(new Set(drawn).size).toBeGreaterThanOrEqual(3);
  await list.press(await list.oneWith('unlinked'));
  await expect(list.search).toBeFocused();
  const outline = (what: string) => page.locator(what).first().evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await list.dialog.evaluate((dialog) => getComputedStyle(dialog).borderTopStyle)).toBe('solid');
  expect(await outline('#dolisync-search')).toBe('solid');
});

test('what happens is announced', async ({ list, words }) => {
  await list.open();
  const { id, dolibarrId } = await redWithCounterpart(list);
  await chooseCounterpart(list, id, dolibarrId);
  await list.button(words.keepDolibarr).click();
  await list.button(words.synchronize).click();
  await expect(list.view('done')).toBeVisible();
  await expect(list.dialog.getByRole('status').filter({ hasText: 'Synchronized: both sides hold the same data now.' })).toHaveCount(1);
});
