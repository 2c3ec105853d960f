import type { Locator, Page } from '@playwright/test';
import { chooseCounterpart, fieldsOf, redWithCounterpart, synchronize, values } from '../support/journeys.ts';
import type { ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

/** A red product that took Dolibarr's version; the dialog still says so. */
async function takeDolibarrs(list: ProductList): Promise<{ id: number; title: string; now: Record<string, string> }> {
  const { id, dolibarrId, title } = await redWithCounterpart(list);
  const now = values(await fieldsOf(list, id, dolibarrId), 'dolibarr');
  expect(now['title']).not.toBe(title);
  await expect(list.page.locator(`#post-${id} .row-title`)).toHaveText(title);
  await chooseCounterpart(list, id, dolibarrId);
  await list.button(list.words.keepDolibarr).click();
  await synchronize(list);
  return { id, title, now };
}

test('after a write the row’s own columns and its quick edit hold the new values', async ({ list, page, words }) => {
  // Only this status: the product leaves the list with the write, and its row stays all the same.
  await list.open('/wp-admin/edit.php?post_type=wps-product&dolisync_status=unlinked');
  const { id, now } = await takeDolibarrs(list);
  const row = page.locator(`#post-${id}`);
  await expect(row.locator('.row-title')).toHaveText(now['title']!);
  await expect(row.locator('.column-dolisync_reference')).toHaveText(now['reference']!);
  await list.button(words.close).click();
  await expect(list.row(id).getByRole('button')).toBeFocused();
  await list.expectStatus(id, 'synced', words.synced);

  await row.locator('td.title').hover();
  await row.locator('button.editinline').click();
  await expect(page.locator(`#edit-${id} input[name="post_title"]`)).toHaveValue(now['title']!);
});

test('they follow when the write is taken back', async ({ list, page, words }) => {
  await list.open();
  const { id, title, now } = await takeDolibarrs(list);
  const name = page.locator(`#post-${id} .row-title`);
  await expect(name).toHaveText(now['title']!);
  await list.button(words.restore).click();
  await expect(name).toHaveText(title);
});

async function quickEdit(page: Page, id: number): Promise<Locator> {
  await page.locator(`#post-${id} td.title`).hover();
  await page.locator(`#post-${id} button.editinline`).click();
  return page.locator(`#edit-${id}`);
}

test('a quick edit that is older than a synchronization is not saved over it', async ({ list, page, context, words }) => {
  await list.open();
  const older = await context.newPage();
  await older.goto(page.url());
  const { id, title, now } = await takeDolibarrs(list);
  await expect(page.locator(`#post-${id} .row-title`)).toHaveText(now['title']!);

  const form = await quickEdit(older, id);
  await expect(form.locator('input[name="post_title"]')).toHaveValue(title);
  await form.locator('button.save').click();
  await expect(form.locator('.notice-error')).toContainText('a synchronization changed the product: title');
  await older.close();

  // The row that was brought up to date is no older.
  await list.button(words.close).click();
  await (await quickEdit(page, id)).locator('button.save').click();
  await expect(page.locator(`#edit-${id}`)).toHaveCount(0);
  await expect(page.locator(`#post-${id} .row-title`)).toHaveText(now['title']!);
});
