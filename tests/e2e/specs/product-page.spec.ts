import { fieldsOf } from '../support/journeys.ts';
import { watchRequests, type ProductList } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

async function edit({ page }: ProductList, id: number): Promise<void> {
  await page.goto(`/wp-admin/post.php?post=${id}&action=edit`);
}

/** In the open dialog, Dolibarr's version is taken. */
async function takeDolibarrs(list: ProductList): Promise<void> {
  await expect(list.view('comparison')).toBeVisible();
  await list.button(list.words.keepDolibarr).click();
  await list.button(list.words.synchronize).click();
  await expect(list.view('done')).toBeVisible();
  await list.button(list.words.close).click();
}

/** A product whose title differs. */
async function withAnotherTitle(list: ProductList): Promise<{ id: number; title: string }> {
  await list.open();
  for (const id of await list.idsWith('out_of_sync')) {
    const title = (await fieldsOf(list, id)).find(({ key }) => key === 'title')!;
    if (title.state !== 'same') return { id, title: title.dolibarr };
  }
  throw new Error('the seed has no product with two titles');
}

test('the box has the product’s cell, and what it says follows a synchronization', async ({ list, page, words }) => {
  await list.open();
  const id = await list.oneWith('out_of_sync', 'differs');
  await edit(list, id);
  const box = page.locator('#dolisync-box');
  await expect(box.locator('.dolisync-details')).toContainText('Different: ');
  await list.press(id);
  await takeDolibarrs(list);
  await list.expectStatus(id, 'synced', words.synced);
  await expect(list.row(id).getByRole('button')).toBeFocused();
  await expect(box.locator('.dolisync-details')).toContainText('WPshop and Dolibarr hold the same data.');
  await expect(box.locator('.dolisync-details')).toContainText('Last synchronization: ');
});

test('a form that is older than a synchronization is not saved over it', async ({ list, page }) => {
  const { id, title } = await withAnotherTitle(list);
  await edit(list, id);
  const before = await page.locator('#title').inputValue();
  await list.press(id);
  await takeDolibarrs(list);
  const notice = page.locator('#dolisync-box .notice-warning');
  await expect(notice).toContainText('still shows the values from before');
  await expect(page.locator('#title')).toHaveValue(before);

  await page.locator('#publish').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not saved');
  await expect(page.locator('body')).toContainText('title');
  await page.getByRole('link', { name: 'Open the product as it is now' }).click();
  await expect(page.locator('#title')).toHaveValue(title);
  await expect(page.locator('#dolisync-box .notice-warning')).toHaveCount(0);
  // Opened anew it is saved like any other.
  await page.locator('#publish').click();
  await expect(page.locator('#message')).toBeVisible();
  await expect(page.locator('#title')).toHaveValue(title);
});

test('the notice loads the page again', async ({ list, page }) => {
  const { id, title } = await withAnotherTitle(list);
  await edit(list, id);
  await list.press(id);
  await takeDolibarrs(list);
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.locator('#title')).toHaveValue(title);
});

test('hidden by the screen options, the box asks nothing and loads no panel', async ({ list, page, words }) => {
  await list.open();
  const id = await list.oneWith('synced');
  await edit(list, id);
  await page.locator('#show-settings-link').click();
  const kept = page.waitForResponse((answer) => answer.url().includes('admin-ajax.php') && (answer.request().postData() ?? '').includes('closed-postboxes'));
  await page.locator('#dolisync-box-hide').uncheck();
  await kept;
  const requests = watchRequests(page);
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await edit(list, id);
  await page.waitForLoadState('networkidle');
  await expect(page.locator('#dolisync-box')).toBeHidden();
  expect(requests).toEqual([]);
  expect(loaded.filter((url) => url.includes('.wasm'))).toEqual([]);
  await page.locator('#show-settings-link').click();
  await page.locator('#dolisync-box-hide').check();
  await expect(list.row(id).getByRole('button')).toHaveText(words.see);
  await list.press(id);
  await expect(list.view('comparison')).toBeVisible();
});

test('a new product has a sentence and no panel', async ({ list, page }) => {
  void list;
  const requests = watchRequests(page);
  await page.goto('/wp-admin/post-new.php?post_type=wps-product');
  await expect(page.locator('#dolisync-box')).toContainText('Once this product is saved');
  await page.waitForLoadState('networkidle');
  expect(requests).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the box is readable', async ({ list, page }) => {
    await page.goto('/wp-admin/edit.php?post_type=wps-product&dolisync_status=out_of_sync');
    const id = Number(await list.cells.first().getAttribute('data-product'));
    await edit(list, id);
    const box = page.locator('#dolisync-box');
    await expect(box).toContainText(`#WP : ${id}`);
    await expect(box).toContainText(list.words.outOfSync);
    await expect(box.locator('.dolisync-details')).toContainText('Checked: ');
  });
});
