import { expect, test } from '../support/test.ts';
import { listPath, watchRequests } from '../support/product_list.ts';

test('sorted by status, what needs a person comes first', async ({ list, page, words }) => {
  await list.open();
  const header = page.locator('th#dolisync a');
  await header.click();
  await expect(page).toHaveURL(/orderby=dolisync_urgency&order=asc/);
  await expect(page.locator('th#dolisync')).toHaveAttribute('aria-sort', 'ascending');
  await expect(list.cells.first().locator('.dolisync-status__words')).toHaveText(words.outOfSync);
  await header.click();
  await expect(page).toHaveURL(/order=desc/);
  // The filter keeps the order.
  await page.getByLabel('Filter by status').selectOption('unlinked');
  await page.locator('#post-query-submit').click();
  await expect(page).toHaveURL(/orderby=dolisync_urgency/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const order of ['asc', 'desc']) {
    test(`the list is sorted by the last known statuses, ${order}`, async ({ list, page, words }) => {
      void list;
      await page.goto(`/wp-admin/edit.php?post_type=wps-product&orderby=dolisync_urgency&order=${order}`);
      const known = [words.outOfSync, words.unlinked, words.unknown, 'Waiting', words.synced];
      const shown = await page.locator('#the-list .dolisync-status__words').allInnerTexts();
      const places = shown.map((name) => known.indexOf(name));
      expect(new Set(places).size).toBeGreaterThan(1);
      expect(places).toEqual([...places].sort((a, b) => (order === 'asc' ? a - b : b - a)));
    });
  }
});

test('a hidden column asks nothing and loads no panel; shown again it works at once', async ({ list, page, words }) => {
  await list.open();
  const id = await list.oneWith('synced');
  await page.locator('#show-settings-link').click();
  const kept = page.waitForResponse((answer) => answer.url().includes('admin-ajax.php') && (answer.request().postData() ?? '').includes('hidden-columns'));
  await page.locator('#dolisync-hide').uncheck();
  await kept;

  const requests = watchRequests(page);
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(listPath);
  await page.waitForLoadState('networkidle');
  await expect(list.row(id)).toBeHidden();
  expect(requests).toEqual([]);
  expect(loaded.filter((url) => /\.wasm|\/panel\.js/.test(url))).toEqual([]);

  await page.locator('#show-settings-link').click();
  const asked = page.waitForResponse((answer) => decodeURIComponent(answer.url()).includes('products/status'));
  await page.locator('#dolisync-hide').check();
  await asked;
  await list.expectStatus(id, 'synced', words.synced);
  await list.press(id);
  await expect(list.view('comparison')).toBeVisible();
  expect(requests.map(({ method }) => method)).not.toContain('POST');
});

test('after a quick edit the cell is there, works, and says how things stand now', async ({ list, page, words }) => {
  await list.open();
  const id = await list.oneWith('synced');
  const row = page.locator(`#post-${id}`);
  await row.locator('td.title').hover();
  await row.locator('button.editinline').click();
  await page.locator(`#edit-${id} input[name="post_title"]`).fill('Another title');
  await page.locator(`#edit-${id} .save`).click();
  await expect(row.locator('.row-title')).toHaveText('Another title');
  await list.expectStatus(id, 'out_of_sync', words.outOfSync);
  await list.press(id);
  await expect(list.view('comparison')).toBeVisible();
  await expect(list.field('title')).toContainText('Another title');
});
