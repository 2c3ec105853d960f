import { dolibarr } from '../support/dolibarr.ts';
import { Dashboard } from '../support/dashboard.ts';
import { watchRequests } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

test('what only WPshop has is created in Dolibarr, and is green afterwards', async ({ list, page }) => {
  const dashboard = new Dashboard(page);
  await dashboard.open('prepare/create');
  await dashboard.compare();
  expect(await dolibarr.writes()).toEqual([]);
  const before = (await dolibarr.products()).length;
  const many = await dashboard.rows.count();
  expect(many).toBeGreaterThan(0);
  await expect(dashboard.order('create')).toBeDisabled();
  await dashboard.order('choose-all').click();
  await dashboard.order('create').click();
  await expect(dashboard.rows.getByText('Created and associated')).toHaveCount(many);
  expect((await dolibarr.products()).length).toBe(before + many);
  const ids = (await dashboard.rows.locator('.dolisync-product__facts').allInnerTexts()).map((text) => Number(text.match(/#WP : (\d+)/)![1]));
  const { products } = (await list.rest('GET', `products/status?ids=${ids.join(',')}`)).body;
  expect(products.map((product: { status: string }) => product.status)).toEqual(ids.map(() => 'synced'));
  await expect(page.locator('.dolisync-steps li').first()).toContainText('Nothing left to do');
});

test('Dolibarr goes down meanwhile: it is said, nothing is doubled, and it goes on once it is back', async ({ list, page }) => {
  void list;
  const dashboard = new Dashboard(page);
  await dashboard.open('prepare/create');
  await dashboard.compare();
  const many = await dashboard.rows.count();
  const before = (await dolibarr.products()).length;
  await dashboard.order('choose-all').click();
  // It creates the product, its answer is lost, and it can be asked nothing more.
  await dolibarr.fail({ kind: 'timeout_after', method: 'POST', path: '/products', ms: 100, times: 1 }, { kind: 'status', status: 503, method: 'GET' });
  await dashboard.order('create').click();
  await expect(dashboard.place.locator('.dolisync-progress')).toHaveCount(0, { timeout: 60_000 });
  await expect(dashboard.rows.getByText('Created and associated')).toHaveCount(0);
  await dolibarr.heal();
  await dashboard.order('create').click();
  await expect(dashboard.rows.getByText('Created and associated')).toHaveCount(many, { timeout: 60_000 });
  expect((await dolibarr.products()).length).toBe(before + many);
});

test('Dolibarr does not answer while both catalogues are read: it can be tried again', async ({ list, page }) => {
  void list;
  const dashboard = new Dashboard(page);
  const requests = watchRequests(page);
  await dolibarr.fail({ kind: 'html_500', path: '/products' });
  await dashboard.open('prepare/create');
  await dashboard.order('compare').click();
  await expect(dashboard.error).toBeVisible();
  await dolibarr.heal();
  await dashboard.error.getByRole('button', { name: 'Try again' }).click();
  await expect(dashboard.rows.first()).toBeVisible();
  const shop = requests.filter(({ url }) => decodeURIComponent(url).includes('side=wpshop'));
  expect(shop.length).toBe(1);
});

test('the three steps lead to the mass synchronization', async ({ list, page }) => {
  void list;
  const dashboard = new Dashboard(page);
  await dashboard.open();
  await dashboard.card('products').getByRole('link', { name: 'Associate many products at once' }).click();
  await dashboard.compare();
  await dashboard.place.getByRole('link', { name: 'Next step: associate' }).click();
  await dashboard.place.getByRole('link', { name: 'Next step: synchronize' }).click();
  await dashboard.place.getByRole('link', { name: 'Go on to the mass synchronization' }).click();
  await expect(dashboard.order('preview')).toBeVisible();
  await page.goBack();
  await expect(page.locator('.dolisync-steps [aria-current="step"]')).toContainText('Synchronize');
});
