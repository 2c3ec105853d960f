import { dolibarr } from '../support/dolibarr.ts';
import { Dashboard } from '../support/dashboard.ts';
import type { ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

type Action = 'synchronize' | 'associate' | 'dissociate';

/** Ticks the products and has something done to all of them. */
async function apply({ page }: ProductList, action: Action, ids: number[]): Promise<void> {
  for (const id of ids) await page.locator(`#cb-select-${id}`).check();
  await page.locator('#bulk-action-selector-top').selectOption(`dolisync_${action}`);
  await page.locator('#doaction').click();
}

/** A product whose Dolibarr side alone gets another label. */
async function changedInDolibarr(list: ProductList, label: string): Promise<{ id: number; dolibarrId: number }> {
  const id = await list.oneWith('synced');
  const dolibarrId = (await list.state(id)).dolibarr_id!;
  await dolibarr.change(dolibarrId, { label });
  return { id, dolibarrId };
}

test('what one side changed is carried over, the rest is named, and loading the page again does nothing', async ({ list, page, words }) => {
  await list.open();
  const { id } = await changedInDolibarr(list, 'A newer label');
  const conflict = await list.oneWith('out_of_sync', 'conflict');
  const red = await list.oneWith('unlinked');
  await dolibarr.forgetCalls();
  await apply(list, 'synchronize', [id, conflict, red]);

  const result = page.locator('#dolisync-bulk-result');
  await expect(result.getByRole('listitem')).toHaveCount(3);
  await page.waitForLoadState();
  // What one side alone changed of it was carried over, too.
  const names = Object.fromEntries(await Promise.all([conflict, red].map(async (one) => [one, (await list.state(one)).title])));
  await expect(result).toContainText('1 product holds the same data on both sides.');
  await expect(result).toContainText(`1 product waits for your decision: ${names[conflict]}.`);
  await expect(result).toContainText(`1 product is not associated, so that nothing was done to it: ${names[red]}.`);
  await expect(page.locator(`#post-${id} .row-title`)).toHaveText('A newer label');
  await list.expectStatus(id, 'synced', words.synced);
  const writes = (await dolibarr.writes()).length;

  await page.reload();
  await expect(result.getByRole('listitem')).toHaveCount(3);
  expect(await dolibarr.writes()).toHaveLength(writes);
  // The name leads to the row, and its button to the decision.
  await result.getByRole('link', { name: names[conflict], exact: true }).click();
  await expect(list.cells).toHaveCount(1);
  await list.press(conflict);
  await expect(list.view('comparison')).toBeVisible();
});

test('associating in bulk shows the chosen products alone, and writes when a pair is accepted', async ({ list, page }) => {
  await list.open();
  const reds = (await list.idsWith('unlinked')).slice(0, 3);
  const linked = await list.oneWith('synced');
  await apply(list, 'associate', [...reds, linked]);
  const dashboard = new Dashboard(page);
  await expect(page).toHaveURL(/page=dolisync-dashboard&dolisync_selection=[0-9a-f]{12}#prepare\/associate$/);
  const chosen = dashboard.place.locator('.dolisync-chosen');
  await expect(chosen).toContainText('Only the 3 products that you chose');
  await expect(dashboard.place.locator('h3')).toBeVisible();
  const shown = async () => (await dashboard.rows.allInnerTexts()).map((text) => Number(text.match(/#WP : (\d+)/)![1]));
  for (const id of await shown()) expect(reds).toContain(id);
  await page.getByRole('link', { name: /Create in Dolibarr/ }).first().click();
  for (const id of await shown()) expect(reds).toContain(id);
  expect(await dolibarr.writes()).toEqual([]);
  // Loaded again it is the same choice; from there one gets to all.
  await page.reload();
  await expect(chosen).toContainText('Only the 3 products');
  await dashboard.order('compare-all').click();
  await expect(chosen).toHaveCount(0);
  await expect(dashboard.place.locator('h3')).toBeVisible();
  await page.getByRole('link', { name: /Associate \d+ pairs/ }).click();
  await expect(dashboard.rows.nth(3)).toBeVisible();
  expect(await dolibarr.writes()).toEqual([]);
});

test('dissociating in bulk asks first, and can be taken back in the journal', async ({ list, page, words }) => {
  await list.open();
  const [first, second] = (await list.idsWith('synced')) as [number, number];
  const title = (await list.state(first)).title;
  await apply(list, 'dissociate', [first, second]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dissociate 2 products?');
  await expect(page).toHaveTitle(/^Dissociate products/);
  await expect(page.getByRole('listitem').filter({ hasText: title })).toBeVisible();
  await page.getByRole('link', { name: 'Change nothing' }).click();
  await expect(list.cells.first()).toBeVisible();
  expect((await list.state(first)).status).toBe('synced');

  await list.open();
  await apply(list, 'dissociate', [first, second]);
  await page.getByRole('button', { name: 'Dissociate 2 products' }).click();
  const result = page.locator('#dolisync-bulk-result');
  await expect(result).toContainText('2 products are dissociated. Their data were not changed.');
  const writes = (await dolibarr.writes()).length;
  await page.reload();
  await expect(result).toContainText('2 products are dissociated.');
  expect(await dolibarr.writes()).toHaveLength(writes);
  for (const id of [first, second]) expect((await list.state(id)).status).toBe('unlinked');
  await result.getByRole('link', { name: 'Undo in the journal' }).click();
  await page.getByRole('row').filter({ hasText: title }).first().hover();
  await page.getByRole('row').filter({ hasText: title }).first().getByRole('button', { name: words.restore }).click();
  await list.open();
  expect((await list.state(first)).status).toBe('synced');
});

test('by keyboard alone', async ({ list, page }) => {
  await list.open();
  const { id } = await changedInDolibarr(list, 'Typed nowhere');
  await page.locator(`#cb-select-${id}`).focus();
  await page.keyboard.press('Space');
  await page.locator('#bulk-action-selector-top').focus();
  await page.keyboard.type('Sync');
  await page.keyboard.press('Tab');
  await expect(page.locator('#doaction')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#dolisync-bulk-result')).toContainText('1 product holds the same data on both sides.');
  await expect(page.locator(`#post-${id} .row-title`)).toHaveText('Typed nowhere');
});

test('without a product chosen nothing happens', async ({ list, page }) => {
  await list.open();
  await apply(list, 'dissociate', []);
  await expect(page).toHaveURL(/edit\.php/);
  expect(await dolibarr.writes()).toEqual([]);
});

test.describe('a page of 300 products', () => {
  test.use({ start: { rows: 300 } });

  test('sends them all, in an address that every server takes', async ({ list, page }) => {
    // Three hundred products are made first.
    test.setTimeout(120_000);
    await list.open();
    await page.locator('#cb-select-all-1').check();
    const chosen = await page.locator('input[name="post[]"]:checked').count();
    expect(chosen).toBe(300);
    await page.locator('#bulk-action-selector-top').selectOption('dolisync_associate');
    const sent = page.waitForRequest((request) => request.isNavigationRequest() && request.method() === 'POST');
    const unlinked = (await list.rest('GET', 'overview')).body.counts.unlinked;
    await page.locator('#doaction').click();
    expect((await sent).url().length).toBeLessThan(500);
    const dashboard = new Dashboard(page);
    await expect(dashboard.place).toBeVisible();
    const selected = JSON.parse((await page.locator('#dolisync-dashboard').getAttribute('data-selected'))!) as number[];
    expect(selected).toHaveLength(unlinked);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the actions work as well', async ({ page, list }) => {
    void list;
    await page.goto('/wp-admin/edit.php?post_type=wps-product&dolisync_status=synced');
    const row = page.locator('#the-list tr').first();
    await row.getByRole('checkbox').check();
    await page.locator('#bulk-action-selector-top').selectOption('dolisync_synchronize');
    await page.locator('#doaction').click();
    await expect(page.locator('#dolisync-bulk-result').getByRole('listitem')).toHaveText(/^1 product /);
  });
});
