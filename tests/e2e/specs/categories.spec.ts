import type { Locator, Page } from '@playwright/test';
import { work } from '../support/automation.ts';
import { dolibarr } from '../support/dolibarr.ts';
import type { Locale } from '../support/environment.ts';
import { expectSameEverywhere, fieldsOf, synchronize, values } from '../support/journeys.ts';
import type { ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

test.use({ start: { automatic: true } });

/** A green product. */
async function synced(list: ProductList): Promise<{ id: number; dolibarrId: number }> {
  await list.open();
  const [id] = await list.idsWith('synced');
  return { id: id!, dolibarrId: Number((await list.state(id!)).dolibarr_id) };
}

/** On the product's page in WordPress: the box of categories. */
async function openInShop(page: Page, id: number): Promise<Locator> {
  await page.goto(`/wp-admin/post.php?post=${id}&action=edit`);
  return page.locator('#wps-product-catdiv');
}

/** The tick of a category; beside it WordPress keeps a list of the popular ones, hidden. */
function tick(box: Locator, name: string): Locator {
  return box.locator('#wps-product-catchecklist').getByLabel(name, { exact: true });
}

/** A person sorts the product into a category that is new in the shop. */
async function addInShop(page: Page, id: number, name: string): Promise<void> {
  const box = await openInShop(page, id);
  await box.locator('#wps-product-cat-add-toggle').click();
  await box.locator('#newwps-product-cat').fill(name);
  await box.locator('#wps-product-cat-add-submit').click();
  await expect(tick(box, name)).toBeChecked();
  await page.locator('#publish').click();
  await expect(page.locator('#message')).toBeVisible();
}

test('what is sorted in Dolibarr is in the shop after the daily check, with the categories above', async ({ list, page, words }) => {
  const { id, dolibarrId } = await synced(list);
  const teapots = await dolibarr.category('Théières & tasses', await dolibarr.category('Vaisselle'));
  await dolibarr.intoCategory(teapots, dolibarrId);
  work('nextDay');
  await list.open();
  await list.expectStatus(id, 'synced', words.synced);
  expect(values(await expectSameEverywhere(list, id), 'wpshop')['categories']).toBe('Vaisselle › Théières & tasses');
  const box = await openInShop(page, id);
  await expect(tick(box, 'Théières & tasses')).toBeChecked();
  await expect(tick(box, 'Vaisselle')).not.toBeChecked();
});

test('what is sorted in the shop into a category that Dolibarr lacks is so in Dolibarr', async ({ list, page, words }) => {
  const { id, dolibarrId } = await synced(list);
  await addInShop(page, id, 'Cadeaux');
  work();
  const presents = (await dolibarr.categories()).find(({ label }) => label === 'Cadeaux');
  expect((await dolibarr.inCategory(Number(presents!.id))).map((product) => Number(product.id))).toEqual([dolibarrId]);
  await list.open();
  await list.expectStatus(id, 'synced', words.synced);
});

for (const locale of ['en_US', 'fr_FR'] as Locale[]) {
  test.describe(`in ${locale}`, () => {
    test.use({ start: { locale, automatic: true } });

    test('what is sorted differently on both sides waits, and a person chooses in the dialog', async ({ list, page, words }) => {
      const { id, dolibarrId } = await synced(list);
      await addInShop(page, id, 'Cadeaux');
      const tableware = await dolibarr.category('Vaisselle');
      for (const category of [tableware, await dolibarr.category('Théières', tableware)]) await dolibarr.intoCategory(category, dolibarrId);
      work('nextDay');
      await list.open();
      await list.expectStatus(id, 'out_of_sync', words.outOfSync);
      expect((await list.state(id)).reason).toBe('conflict');
      const between = await fieldsOf(list, id);
      expect(between.filter(({ state }) => state !== 'same').map(({ key }) => key)).toEqual(['categories']);
      await list.press(id);
      const field = list.field('categories');
      await expect(field).toContainText(locale === 'fr_FR' ? 'Catégories' : 'Categories');
      await expect(field.locator('[data-side="wpshop"]')).toContainText('Cadeaux');
      await expect(field.locator('[data-side="dolibarr"]')).toContainText('Vaisselle, Vaisselle › Théières');
      await expect(list.button(words.synchronize)).toBeDisabled();
      await field.locator('input[value="dolibarr"]').check();
      await synchronize(list);
      expect(values(await expectSameEverywhere(list, id), 'wpshop')['categories']).toBe('Vaisselle, Vaisselle › Théières');
      await list.button(words.close).click();
      await list.expectStatus(id, 'synced', words.synced);
      expect(work('nextDay').work.written).toBe(0);
    });
  });
}
