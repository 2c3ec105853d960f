import { redWithCounterpart } from '../support/journeys.ts';
import { expect, test } from '../support/test.ts';

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
  await tabTo(words.goOn);
  await page.keyboard.press('Enter');
  await expect(list.view('comparison')).toBeVisible();
  await tabTo(words.keepDolibarr);
  await page.keyboard.press('Space');
  await tabTo(words.synchronize);
  await page.keyboard.press('Enter');
  await expect(list.view('done')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list.dialog).toHaveCount(0);
  await list.expectStatus(id, 'synced', words.synced);
  await expect(list.row(id).getByRole('button')).toBeFocused();

  async function tabTo(name: string): Promise<void> {
    const button = list.button(name);
    // A dialog holds far fewer stops than this: a button that Tab never reaches fails here.
    for (let presses = 0; presses < 80; presses += 1) {
      if (await button.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach “${name}”`);
  }
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
