import { dolibarr } from '../support/dolibarr.ts';
import { watchRequests, listPath } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

test.describe('before Dolibarr is connected', () => {
  test.use({ start: { unconfigured: true } });

  test('one notice leads to the settings, and nothing is asked', async ({ list, page, words }) => {
    const requests = watchRequests(page);
    await page.goto(listPath);
    await page.waitForLoadState('networkidle');
    const notice = page.locator('[data-dolisync="notice"]');
    await expect(notice).toHaveCount(1);
    await expect(notice.getByRole('link')).toBeVisible();
    await expect(list.cells.first()).toContainText(words.notConfigured);
    expect(requests).toEqual([]);
    expect(await dolibarr.calls()).toEqual([]);
    await notice.getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});

test('without WebAssembly the last known statuses stay readable and a notice names the cause', async ({
  list,
  page,
  words,
  pageErrors,
}) => {
  await list.open();
  const id = await list.oneWith('synced');
  await page.route('**/panel_bg.wasm', (route) => route.abort());
  await page.goto(listPath);
  await expect(page.locator('.notice.inline').filter({ hasText: 'DoliSync' })).toBeVisible();
  await list.expectStatus(id, 'synced', words.synced);
  await expect(list.row(id)).toContainText(`#WP : ${id}`);
  pageErrors.length = 0;
});

test('without JavaScript the last known statuses are in the page', async ({ list, browser, page, words }) => {
  await list.open();
  const id = await list.oneWith('synced');
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto(new URL(listPath, page.url()).href);
  const cell = plain.locator(`[data-dolisync="cell"][data-product="${id}"]`);
  await expect(cell.locator('.dolisync-status__words')).toHaveText(words.synced);
  await context.close();
});

test('a name that is HTML is shown as text, on both sides', async ({ list, page, words }) => {
  const evil = '<img src=x onerror="window.broken=1">"\'</script><b>x';
  await list.open();
  const id = await list.oneWith('out_of_sync', 'differs');
  const { dolibarr_id } = await list.state(id);
  await dolibarr.change(Number(dolibarr_id), { label: evil, description: '<p onclick="window.broken=1">hello</p>' });
  await list.open();
  await list.press(id);
  await expect(list.field('title')).toContainText('onerror');
  await list.button(words.close).click();
  await list.press(await list.oneWith('unlinked'));
  await list.search.fill('onerror');
  await expect(list.options.first()).toContainText('<img');
  expect(await page.evaluate(() => (window as any).broken)).toBeUndefined();
  await expect(page.locator('[data-dolisync] img, #dolisync-overlay img')).toHaveCount(0);
});

test('the dialog is no part of the list’s form', async ({ list, page }) => {
  await list.open();
  await list.press(await list.oneWith('unlinked'));
  await list.search.press('Enter');
  await expect(list.dialog).toBeVisible();
  await expect(page).toHaveURL(/edit\.php/);
  await expect(page.locator('form [data-dolisync] button:not([type="button"])')).toHaveCount(0);
});
