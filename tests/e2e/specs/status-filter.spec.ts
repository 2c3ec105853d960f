import { dolibarr } from '../support/dolibarr.ts';
import { logIn, type ProductList, type Status } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

/** How many products have each status, as the REST API tells it. */
async function counts(list: ProductList): Promise<Record<Status | 'total', number>> {
  return (await list.rest('GET', 'overview')).body.counts;
}

test('the list shows the products of the status that is chosen, page by page', async ({ list, page, words }) => {
  await list.open();
  const { unlinked } = await counts(list);
  expect(unlinked).toBeGreaterThan(1);
  await page.getByLabel('Filter by status').selectOption({ label: `${words.unlinked} (${unlinked})` });
  await page.locator('#post-query-submit').click();
  await expect(page).toHaveURL(/dolisync_status=unlinked/);
  await expect(list.cells).toHaveCount(Math.min(unlinked, 20));
  for (const id of await list.cells.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-product')))) {
    await expect(list.row(Number(id)).getByText(words.unlinked, { exact: true })).toBeVisible();
  }
  await expect(page.locator('.tablenav.top .displaying-num')).toHaveText(`${unlinked} items`);
  // WordPress's own controls keep the choice.
  await page.locator('th#title a').click();
  await expect(page).toHaveURL(/dolisync_status=unlinked/);
  await expect(page.getByLabel('Filter by status')).toHaveValue('unlinked');
});

test('a status that no product has shows an empty list', async ({ list, page }) => {
  await list.open();
  expect((await counts(list)).unknown).toBe(0);
  await page.goto('/wp-admin/edit.php?post_type=wps-product&dolisync_status=unknown');
  await expect(page.getByText('No product found.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the dashboard says how things stand, and its numbers lead to the products', async ({ list, page, words }) => {
    await page.goto('/wp-admin/admin.php?page=dolisync-dashboard');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Synchronization with Dolibarr');
    const link = page.getByRole('link', { name: words.unlinked });
    const number = Number((await link.innerText()).match(/\((\d+)\)/)![1]);
    expect(number).toBeGreaterThan(1);
    await link.click();
    await expect(list.cells).toHaveCount(Math.min(number, 20));
    expect(await dolibarr.calls()).toEqual([]);
  });

  test('the menu of the products leads to the dashboard', async ({ list, page }) => {
    await list.page.goto('/wp-admin/index.php');
    await page.locator('#menu-posts-wps-product > a').click();
    await expect(page).toHaveURL(/page=dolisync-dashboard/);
  });

  test('who may not use DoliSync finds neither page nor filter', async ({ list, page, context }) => {
    void list;
    await context.clearCookies();
    await logIn(page, 'editor');
    await page.goto('/wp-admin/admin.php?page=dolisync-dashboard');
    await expect(page.locator('#dolisync-dashboard')).toHaveCount(0);
    await page.goto('/wp-admin/edit.php?post_type=wps-product&dolisync_status=unlinked');
    await expect(page.locator('#dolisync-status')).toHaveCount(0);
  });
});
