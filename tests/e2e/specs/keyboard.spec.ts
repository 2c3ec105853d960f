import type { Locator, Page } from '@playwright/test';
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
