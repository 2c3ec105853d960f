import type { Locator, Page } from '@playwright/test';
import { Dashboard } from '../support/dashboard.ts';
import { redWithCounterpart } from '../support/journeys.ts';
import { expect, test } from '../support/test.ts';

/** Presses Tab until this has the focus; one sees where it is, and nothing lies over it. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  // Every page holds fewer stops than this: what Tab never reaches fails here.
  for (let presses = 0; presses < 150; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      expect(await wanted.evaluate(isSeenFocused)).toBe('');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${wanted}`);
}

/** What is wrong with the focus on an element: it cannot be seen, or something covers all of it. */
function isSeenFocused(element: Element): string {
  const style = getComputedStyle(element);
  if (style.outlineStyle === 'none' && style.boxShadow === 'none') return 'no outline';
  const box = element.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.9]].map(([x, y]) => document.elementFromPoint(box.left + box.width * x!, box.top + box.height * y!));
  return points.some((top) => top && (element.contains(top) || top.contains(element))) ? '' : 'covered';
}

/** Reaches it with Tab and presses a key on it. */
async function press(page: Page, wanted: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

/** The focus is somewhere that one would go on from, not at the top of the page. */
async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
}

test('the preparation by keyboard alone, with every result said', async ({ list, page }) => {
  test.slow();
  void list;
  const dashboard = new Dashboard(page);
  const said = page.locator('.dolisync-dashboard > [role="status"]');
  await dashboard.open();
  const preparation = dashboard.place.locator('.nav-tab').nth(1);
  await press(page, preparation);
  await expect(dashboard.order('compare')).toBeVisible();
  await expect(preparation).toBeFocused();
  await press(page, dashboard.order('compare'));
  await expect(dashboard.place.locator('h3')).toBeVisible();
  await expect(said).toContainText(/\d+ pairs? found/);
  await expectFocusKept(page);

  await press(page, dashboard.place.locator('.dolisync-steps a').nth(1));
  await expect(dashboard.rows.first()).toBeVisible();
  const checks = dashboard.rows.getByRole('checkbox');
  const chosen = await checks.evaluateAll((all) => all.filter((check) => (check as HTMLInputElement).checked).length);
  expect(chosen).toBeGreaterThan(1);
  await press(page, checks.first(), 'Space');
  await expect(checks.first()).not.toBeChecked();
  await page.keyboard.press('Space');
  await expect(checks.first()).toBeChecked();
  // The counterpart's dialog opens on its search, and gives the focus back.
  const change = dashboard.rows.first().getByRole('button');
  await press(page, change);
  await expect(dashboard.dialog.locator('input')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(change).toBeFocused();
  const keep = page.locator('.dolisync-keep select');
  await page.locator('.dolisync-part > h2').focus();
  await tabTo(page, keep);
  await page.keyboard.press('ArrowDown');
  await expect(keep).not.toHaveValue('');
  await press(page, dashboard.order('associate'));
  await expect(dashboard.rows.locator('.dolisync-pair__done').first()).toBeVisible({ timeout: 30_000 });
  await expect(dashboard.place.locator('.dolisync-progress')).toHaveCount(0, { timeout: 60_000 });
  await expect(said).toContainText(/\d+ products? (is|are) associated/);
  await expect(dashboard.order('associate')).toBeFocused();

  await press(page, dashboard.place.locator('.dolisync-steps a').nth(2));
  const goOn = dashboard.place.locator('.dolisync-part .button-primary');
  await press(page, goOn);
  await expect(dashboard.order('preview')).toBeVisible();
  // The link is gone with its page: the next page's heading has the focus.
  await expect(dashboard.place.locator('.dolisync-part > h2')).toBeFocused();
});

test('a mass synchronization by keyboard alone, from the choice to the report and back', async ({ list, page }) => {
  test.slow();
  void list;
  const dashboard = new Dashboard(page);
  const state = dashboard.place.locator('.dolisync-run__state');
  await dashboard.open('mass-sync');
  const kinds = dashboard.place.locator('.dolisync-entities input');
  await expect(kinds.first()).toBeVisible();
  for (const kind of await kinds.all()) {
    const wanted = (await kind.getAttribute('name')) === 'products';
    if ((await kind.isChecked()) !== wanted) await press(page, kind, 'Space');
    expect(await kind.isChecked()).toBe(wanted);
  }
  await press(page, dashboard.order('preview'));
  await expect(dashboard.order('start')).toBeVisible({ timeout: 60_000 });
  await expectFocusKept(page);

  // Escape is the safe answer, and gives the focus back.
  await press(page, dashboard.order('start'));
  await expect(dashboard.dialog.locator('.dolisync-question__safe')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dashboard.order('start')).toBeFocused();
  await page.keyboard.press('Enter');
  const word = dashboard.dialog.locator('.dolisync-question__word input');
  if (await word.count()) {
    await tabTo(page, word);
    await page.keyboard.type('overwrite');
  }
  await press(page, dashboard.dialog.locator('.dolisync-question__act'));
  await expect(dashboard.order('anew')).toBeVisible({ timeout: 60_000 });
  await expect(state).toContainText('Finished');
  await expectFocusKept(page);

  await press(page, dashboard.order('undo'));
  await expect(dashboard.dialog.locator('.dolisync-question__safe')).toBeFocused();
  await press(page, dashboard.dialog.locator('.dolisync-question__act'));
  await expect(state).toContainText('Undone', { timeout: 60_000 });
  await expectFocusKept(page);
  await press(page, dashboard.order('anew'));
  await expect(dashboard.order('preview')).toBeVisible();
  await expectFocusKept(page);
});

test('the main job by keyboard alone', async ({ list, page, words }) => {
  await list.open();
  const { id, dolibarrId } = await redWithCounterpart(list);
  const reference = (await list.rest('GET', `products/${id}/candidates`)).body.product.reference;
  await list.row(id).getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(list.search).toBeFocused();
  await page.keyboard.type(reference);
  const wanted = list.dialog.locator(`[role="option"][data-dolibarr="${dolibarrId}"]`);
  await expect(wanted).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const active = list.search;
  for (let presses = 0; presses < (await list.options.count()); presses += 1) {
    if ((await active.getAttribute('aria-activedescendant')) === (await wanted.getAttribute('id'))) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(wanted).toHaveAttribute('aria-selected', 'true');
  await press(page, list.button(words.goOn));
  await expect(list.view('comparison')).toBeVisible();
  await press(page, list.button(words.keepDolibarr), 'Space');
  await press(page, list.button(words.synchronize));
  await expect(list.view('done')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list.dialog).toHaveCount(0);
  await list.expectStatus(id, 'synced', words.synced);
  await expect(list.row(id).getByRole('button')).toBeFocused();
});

test('Escape closes the dialog, gives the focus back and writes nothing', async ({ list, page }) => {
  await list.open();
  const id = await list.oneWith('unlinked');
  await list.press(id);
  await expect(list.search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(list.dialog).toHaveCount(0);
  await expect(list.row(id).getByRole('button')).toBeFocused();
  await expect(page).toHaveURL(/edit\.php/);
});
