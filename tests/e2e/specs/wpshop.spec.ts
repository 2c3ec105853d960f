import type { Page } from '@playwright/test';
import { Dashboard } from '../support/dashboard.ts';
import { dolibarr } from '../support/dolibarr.ts';
import { site } from '../support/environment.ts';
import { chooseCounterpart, redWithCounterpart, synchronize } from '../support/journeys.ts';
import { watchRequests } from '../support/product_list.ts';
import { expect, test } from '../support/test.ts';

// DoliSync in WPshop's own pages, whose markup, hooks and scripts tests/environment/wpshop reproduces.
test.use({ start: { wpshop: true } });

const products = '/wp-admin/admin.php?page=wps-product';
const handles = (page: Page) => page.evaluate(() => (window as any).dolisyncPanel.handles() as number);

/** What WPshop's scripts ask admin-ajax.php for. */
function watchActions(page: Page): string[] {
  const actions: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('admin-ajax.php')) actions.push(new URLSearchParams(request.postData() ?? '').get('action') ?? '');
  });
  return actions;
}

test('each row of WPshop’s list has one cell, ours, and its check never runs', async ({ list, page, words }) => {
  const actions = watchActions(page);
  const requests = watchRequests(page);
  await list.open(products);
  await page.waitForLoadState('networkidle');
  const rows = page.locator('.wps-list-product .table-row[data-id]');
  expect(await rows.count()).toBeGreaterThan(3);
  await expect(list.cells).toHaveCount(await rows.count());
  expect(await rows.locator('> .table-cell:last-child').filter({ has: list.cells }).count()).toBe(await rows.count());
  await expect(page.locator('.table-header')).toContainText('Dolibarr');
  await expect(page.locator('.wps-sync, .button-synchro')).toHaveCount(0);
  expect(requests.map(({ method }) => method)).toEqual(['GET']);
  expect(actions).not.toContain('check_sync_status');
  const red = await list.oneWith('unlinked');
  await list.expectStatus(red, 'unlinked', words.unlinked);
});

test('a cell and a row that WPshop’s scripts replace work again, with the dialog over them too', async ({ list, page, words }) => {
  await list.open(products);
  const { id, dolibarrId } = await redWithCounterpart(list);
  const before = await handles(page);
  const cell = await list.row(id).elementHandle();
  for (const button of ['#replace-cells', '#replace-rows']) {
    await page.locator(button).click();
    await expect.poll(() => cell!.evaluate((old) => old.isConnected)).toBe(false);
    await expect.poll(() => handles(page)).toBe(before);
    await list.press(id);
    await expect(list.view('selection')).toBeVisible();
    await list.button(words.close).click();
    await expect(list.row(id).getByRole('button')).toBeFocused();
  }

  await chooseCounterpart(list, id, dolibarrId);
  const behind = await list.row(id).elementHandle();
  await page.evaluate(() => document.querySelector<HTMLButtonElement>('#replace-rows')!.click());
  await expect.poll(() => behind!.evaluate((old) => old.isConnected)).toBe(false);
  await list.button(words.keepDolibarr).click();
  await synchronize(list);
  const title = (await dolibarr.product(dolibarrId)).label;
  await expect(page.locator(`.table-row[data-id="${id}"] .reference-title`)).toHaveText(title);
  await list.button(words.close).click();
  await list.expectStatus(id, 'synced', words.synced);
  await expect(list.row(id).getByRole('button')).toBeFocused();
});

test('a row that is replaced 500 times leaves nothing behind', async ({ list, page }) => {
  await list.open(products);
  const id = await list.oneWith('synced');
  const before = await handles(page);
  await page.evaluate(async (product) => {
    const body = new URLSearchParams({ action: 'wpshop_item', id: String(product) });
    const html = await (await fetch((window as any).ajaxurl, { method: 'POST', body })).text();
    for (let times = 0; times < 500; times += 1) {
      document.querySelector(`.table-row[data-id="${product}"]`)!.outerHTML = html;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, id);
  await expect.poll(() => handles(page)).toBe(before);
  await expect(page.locator('.wps-list-product').getByRole('alert')).toHaveCount(0);
  await list.press(id);
  await expect(list.view('comparison')).toBeVisible();
});

for (const width of [1280, 1024, 782]) {
  test(`at ${width} px the cell stays in the window`, async ({ list, page }) => {
    await page.setViewportSize({ width, height: 900 });
    await list.open(products);
    for (const button of await page.locator('.dolisync-button').all()) {
      const box = (await button.boundingBox())!;
      expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
  });
}

test('the dashboard is one of WPshop’s boxes', async ({ list, page }) => {
  void list;
  const dashboard = new Dashboard(page, 'wpshop');
  await dashboard.open();
  await expect(page.locator('.wpeo-gridlayout > .dolisync-in-wpshop').filter({ has: dashboard.place })).toHaveCount(1);
  await expect(dashboard.card('connection')).toContainText('16.0.3');
  await expect(dashboard.card('products')).toContainText('Synchronized');
});

test('a product’s page has the cell once, and its dialog', async ({ list, page }) => {
  await list.open(products);
  const id = await list.oneWith('out_of_sync', 'differs');
  await list.open(`/wp-admin/post.php?post=${id}&action=edit`);
  await expect(list.cells).toHaveCount(1);
  await expect(page.locator('#dolisync-box').locator(list.row(id))).toHaveCount(1);
  await list.press(id);
  await expect(list.view('comparison')).toBeVisible();
  // A press on Enter in there must not save the product's form.
  await page.keyboard.press('Escape');
  await expect(list.row(id).getByRole('button')).toBeFocused();
  await expect(page).toHaveURL(/action=edit$/);
});

test('third parties that a mass synchronization brought have their two numbers, and are not checked', async ({ list, page }) => {
  void list;
  const dashboard = new Dashboard(page, 'wpshop');
  await dashboard.preview('third_parties');
  await dashboard.order('start').click();
  await dashboard.dialog.locator('.dolisync-question__act').click();
  await expect(dashboard.order('anew')).toBeVisible({ timeout: 60_000 });
  await dolibarr.forgetCalls();
  const actions = watchActions(page);
  await page.goto('/wp-admin/admin.php?page=wps-third-party');
  const row = page.locator('.wps-list-product .table-row[data-id]').first();
  await expect(row.locator('> .table-cell').last()).toHaveText(new RegExp(`^#WP : ${await row.getAttribute('data-id')}#Doli : \\d+$`));
  await expect(page.locator('[data-dolisync], .wps-sync')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  expect(actions).toEqual([]);
  expect(await dolibarr.calls()).toEqual([]);
});

test('WPshop’s own actions and its visitors change nothing', async ({ list, page }) => {
  const mark = page.locator('.table-row[data-id] .reference-actions a');
  const marks = async () => {
    await list.open(products);
    return mark.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  };
  const before = await marks();
  expect(before.length).toBeGreaterThan(3);
  const id = await list.oneWith('synced');
  const actions = ['check_sync_status', 'sync', 'sync_entry', 'load_modal_sync', 'load_associate_modal', 'load_compare_modal', 'associate_entry'];
  for (const action of actions) {
    const answer = await page.evaluate(async (data) => {
      return (await fetch((window as any).ajaxurl, { method: 'POST', body: new URLSearchParams(data) })).status;
    }, { action, wp_id: String(id), entry_id: '1', type: 'wps-product' });
    expect(answer, action).toBe(400);
  }
  expect((await fetch(site)).status).toBe(200);
  expect(await marks()).toEqual(before);
});
