import { dolibarr } from '../support/dolibarr.ts';
import { Dashboard } from '../support/dashboard.ts';
import type { ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

interface Pair {
  shop: number;
  dolibarr: number;
}

/** The pairs that are proposed, as they are shown. */
async function proposed(dashboard: Dashboard): Promise<Pair[]> {
  const rows = await dashboard.rows.allInnerTexts();
  return rows.map((text) => ({ shop: Number(text.match(/#WP : (\d+)/)![1]), dolibarr: Number(text.match(/#Doli : (\d+)/)![1]) }));
}

async function status(list: ProductList, product: number): Promise<{ status: string; dolibarr_id: number | null; title: string }> {
  return (await list.rest('GET', `products/status?ids=${product}`)).body.products[0];
}

test('accepted pairs are associated, and the version that is kept is on both sides', async ({ list, page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.open('prepare/associate');
  await dashboard.compare();
  expect(await dolibarr.writes()).toEqual([]);
  const pairs = await proposed(dashboard);
  expect(pairs.length).toBeGreaterThan(2);
  const [first, second] = pairs as [Pair, Pair];
  const label = (await dolibarr.product(second.dolibarr)).label;
  const title = (await status(list, first.shop)).title;
  await page.locator('.dolisync-keep select').selectOption('dolibarr');
  await dashboard.row(first.shop).getByRole('combobox').selectOption('wpshop');
  for (const { shop } of pairs.slice(2)) await dashboard.row(shop).getByRole('checkbox').uncheck();
  await dashboard.order('associate').click();
  await expect(dashboard.rows.locator('.dolisync-pair__done')).toHaveCount(2);
  expect(await status(list, first.shop)).toMatchObject({ status: 'synced', dolibarr_id: first.dolibarr });
  expect(await status(list, second.shop)).toMatchObject({ status: 'synced', dolibarr_id: second.dolibarr, title: label });
  expect((await dolibarr.product(first.dolibarr)).label).toBe(title);
  for (const { shop } of pairs.slice(2)) expect(await status(list, shop)).toMatchObject({ status: 'unlinked' });
});

test('without a version to keep, only equal pairs are associated and nothing is overwritten', async ({ list, page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.open('prepare/associate');
  await dashboard.compare();
  const before = (await dolibarr.products()).map(({ id, label, price }) => ({ id, label, price }));
  const pairs = await proposed(dashboard);
  await dashboard.order('associate').click();
  await expect(dashboard.place.locator('.dolisync-progress')).toHaveCount(0, { timeout: 60_000 });
  await expect(dashboard.rows.locator('.dolisync-pair__problem').first()).toHaveText('The two versions differ: choose the one to keep.');
  expect((await dolibarr.products()).map(({ id, label, price }) => ({ id, label, price }))).toEqual(before);
  const linked = await dashboard.rows.locator('.dolisync-pair__done').count();
  const statuses = await Promise.all(pairs.map(({ shop }) => status(list, shop)));
  expect(statuses.filter((row) => row.status === 'synced').length).toBe(linked);
});

test('another counterpart is chosen by hand, with the keyboard alone', async ({ list, page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.open('prepare/associate');
  await dashboard.compare();
  const [first, second] = (await proposed(dashboard)) as [Pair, Pair];
  const label = (await dolibarr.product(second.dolibarr)).label;
  await dashboard.row(first.shop).getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(dashboard.dialog.locator('input')).toBeFocused();
  await page.keyboard.type(label);
  await expect(dashboard.dialog.locator('.dolisync-counterpart').first()).toContainText(`#Doli : ${second.dolibarr}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dashboard.dialog).toHaveCount(0);
  await expect(dashboard.row(first.shop)).toContainText(`#Doli : ${second.dolibarr}`);
  await expect(dashboard.row(second.shop)).toHaveCount(0);
  await dashboard.row(first.shop).getByRole('combobox').selectOption('dolibarr');
  await dashboard.order('associate').click();
  await expect(dashboard.row(first.shop).locator('.dolisync-pair__done')).toBeVisible();
  expect(await status(list, first.shop)).toMatchObject({ status: 'synced', dolibarr_id: second.dolibarr });
});

test('a product that changed meanwhile is left alone, shown as it is now, and can be sent again', async ({ list, page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.open('prepare/associate');
  await dashboard.compare();
  const [first] = (await proposed(dashboard)) as [Pair];
  await dolibarr.change(first.dolibarr, { label: 'Renamed meanwhile' });
  await page.locator('.dolisync-keep select').selectOption('wpshop');
  await dashboard.order('associate').click();
  const row = dashboard.row(first.shop);
  await expect(row.locator('.dolisync-pair__problem')).toBeVisible();
  await expect(row).toContainText('Renamed meanwhile');
  expect((await dolibarr.product(first.dolibarr)).label).toBe('Renamed meanwhile');
  await expect(dashboard.place.locator('.dolisync-progress')).toHaveCount(0, { timeout: 60_000 });
  await dashboard.order('associate').click();
  await expect(row.locator('.dolisync-pair__done')).toBeVisible();
  expect(await status(list, first.shop)).toMatchObject({ status: 'synced', dolibarr_id: first.dolibarr });
});
